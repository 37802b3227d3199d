(** Policies and sentences read on a region of flows at once. What is read is so of each of its flows: ReadingSound.v. *)
From Coq Require Import String List NArith Bool Lia.
From Netproof Require Import Policy Intent World Sets Region.
Import ListNotations.
Open Scope N_scope.

Definition key_of (q : requirement) : string :=
  match q with KeyIn k _ | KeyNotIn k _ | KeyExists k | KeyDoesNotExist k => k end.
Definition values_of (q : requirement) : names :=
  match q with
  | KeyIn _ l => only (map Some l)
  | KeyNotIn _ l => {| all_but := true; listed := map Some l |}
  | KeyExists _ => {| all_but := true; listed := [None] |}
  | KeyDoesNotExist _ => only [None]
  end.
Definition subject (d : direction) : role := match d with Ingress => Destination | Egress => Source end.

(** Of a pod at the end that a direction is about, unless it has the network of its node. *)
Definition pod_at (f : flow) (d : direction) (test : pod -> bool) : bool :=
  match end_of f d with Pod q => negb (host_network q) && test q | Outside _ => false end.

Section Reading.
Variable c : cluster.
Variable w : world.
Variable g : region.

(** * Namespaces *)

Definition new_is_same : ternary :=
  let s := new_names c g Source in
  let d := new_names c g Destination in
  let said := got g SameNamespace in
  if disjoint s d || negb (has_name said (Some "same"%string)) then No
  else if negb (has_name said (Some "different"%string)) then Yes
  else match single s, single d with Some a, Some b => if name_eqb a b then Yes else Maybe | _, _ => Maybe end.

Definition same_place (h k : option place) : ternary :=
  match h, k with
  | Some h, Some k =>
      match known h, known k with
      | Some x, Some y => of_bool (String.eqb (name x) (name y))
      | None, None => new_is_same
      | _, _ => No
      end
  | _, _ => No
  end.

Definition same_home (h k : option place) : bool :=
  match h, k with Some h, Some k => place_eqb h k | None, None => true | _, _ => false end.
Fixpoint distinct (l : list (option place)) : list (option place) :=
  match l with
  | [] => []
  | h :: rest => let d := distinct rest in if existsb (same_home h) d then d else h :: d
  end.
Definition homes (r : role) : list (option place) := distinct (map at_ (tags g r)).

(** Whether both ends are pods of one namespace. *)
Definition read_one_place : ternary := t_each (fun h => t_each (same_place h) (homes Destination)) (homes Source).

(** * Selectors *)

Definition read_selector (l : string -> names) (s : selector) : ternary :=
  match t_all (fun kv => within (l (fst kv)) (only [Some (snd kv)])) (match_labels s) with
  | No => No
  | t => t_and t (t_all (fun q => within (l (key_of q)) (values_of q)) (match_expressions s))
  end.
Definition read_option {A} (o : option A) (read : A -> ternary) : ternary := match o with None => Yes | Some x => read x end.

(** * Addresses *)

Definition in_reach (r : role) (f : family) (n : numbers) (t : tag) : ternary :=
  if has_address t then inside (meet (reach t f) (address_in g r)) n
  else match inside (reach t f) n with No => No | _ => Maybe end.

Definition is_outsider (t : tag) : bool := match as_ t with Outsider _ => true | _ => false end.

Definition read_block (r : role) (f : family) (n : numbers) (t : tag) : ternary :=
  let l := families_of c g t in
  if existsb (family_eqb f) l
  then let v := match is_outsider t, cni c with false, BlocksSkipPods => No | _, _ => in_reach r f n t end in
       match l, v with [_], v => v | _, No => No | _, _ => Maybe end
  else No.

(** * Rules *)

Definition read_peer (r : role) (own : option place) (x : peer) : tag -> ternary :=
  match x with
  | Block b => let n := block_numbers b in fun t => read_block r (block_family b) n t
  | Selectors ns ps => fun t =>
      if capable t
      then match match ns with
                 | None => same_place (at_ t) own
                 | Some s => read_selector (namespace_label_values c w g r (at_ t)) s
                 end with
           | No => No
           | v => t_and v (read_option ps (read_selector (label_values c w g r t)))
           end
      else No
  end.

Definition read_port (y : policy_port) : ternary :=
  let t := match port_protocol y with Some t => t | None => TCP end in
  t_and (within (got g Transport) (only [Some (transport_word t)]))
    match first_port y, end_port y with
    | None, _ => Yes
    | Some first, None => inside (ports_in g) [(first, first)]
    | Some first, Some last => inside (ports_in g) [(first, last)]
    end.

Definition read_some_or_empty {A} (l : list A) (read : A -> ternary) : ternary := match l with [] => Yes | _ => t_some read l end.

Definition read_rule (r : role) (own : option place) (u : rule) : ternary :=
  match read_some_or_empty (ports u) read_port with
  | No => No
  | v =>
      match peers u with
      | [] => v
      | l => let tests := map (read_peer r own) l in
             t_and v (t_each (fun t => t_some (fun test : tag -> ternary => test t) tests) (tags g r))
      end
  end.

(** * Directions *)

Definition speaks (d : direction) (p : policy) : bool := existsb (direction_eqb d) (types p).
Definition policies_at (h : option place) : list policy := match h with Some h => policies_here h | None => [] end.

Definition read_selected (r : role) (h : option place) (p : policy) (t : tag) : ternary :=
  if capable t && same_home (at_ t) h then read_selector (label_values c w g r t) (pod_selector p) else No.

(** Whether one of some policies isolates the subject's end. *)
Definition read_isolated (d : direction) (some : option place -> policy -> bool) : ternary :=
  let r := subject d in
  t_each (fun t => t_some (fun p => read_selected r (at_ t) p t)
    (filter (fun p => speaks d p && some (at_ t) p) (policies_at (at_ t)))) (tags g r).

(** Of some rules of the policies that select the subject's end: whether one takes in the flow. *)
Definition read_admitted (d : direction) (some : option place -> policy -> list rule) : ternary :=
  let r := subject d in
  t_some (fun h =>
    t_some (fun p =>
      match some h p with
      | [] => No
      | l => match t_each (read_selected r h p) (tags g r) with
             | No => No
             | v => t_some (fun u => t_and v (read_rule (opposite r) h u)) l
             end
      end) (filter (speaks d) (policies_at h))) (homes r).

(** * A node and its own pods *)

Definition host_node (t : tag) : option string :=
  match as_ t with Listed _ p => if on_host p then on_node p else None | _ => None end.
Definition guest_node (t : tag) : option string :=
  match as_ t with Listed _ p => if on_host p then None else on_node p | _ => None end.
Definition meets_node (n m : option string) : bool :=
  match n, m with Some n, Some m => String.eqb n m | _, _ => false end.
Definition own_pair (s d : tag) : bool :=
  meets_node (host_node s) (guest_node d) ||
  meets_node (guest_node s) (host_node d) && match cni c with BlocksSkipPods => false | _ => true end.
Definition placed_on (node : tag -> option string) (t : tag) : bool := match node t with Some _ => true | None => false end.
Definition read_own_node : ternary :=
  let pairs_free s d := forallb (fun t => forallb (fun u => negb (own_pair t u)) d) s in
  let s := tags g Source in
  let d := tags g Destination in
  if pairs_free (filter (placed_on host_node) s) (filter (placed_on guest_node) d) &&
     pairs_free (filter (placed_on guest_node) s) (filter (placed_on host_node) d)
  then No
  else if forallb (fun t => forallb (own_pair t) d) s then Yes else Maybe.

(** * Sentences *)

Fixpoint read_member (r : role) (t : tag) (m : group) : ternary :=
  match m with
  | Anyone => Yes
  | AnyOf l => t_some (read_member r t) l
  | Pods ns ps as_who =>
      if is_outsider t then No
      else match match ns with
                 | AnyNamespace => Yes
                 | Named l => within (names_at c g r (at_ t)) (only (map Some l))
                 | Matching s => read_selector (namespace_label_values c w g r (at_ t)) s
                 end with
           | No => No
           | v => t_and v (t_and (read_option ps (read_selector (label_values c w g r t)))
                    (read_option as_who (fun a => within (account_values g r t) (only [Some a]))))
           end
  | External => of_bool (is_outsider t)
  | Internet =>
      match as_ t with
      | Outsider f => t_not (in_reach r f (map (range_of f) (special f)) t)
      | _ => No
      end
  | Addresses b =>
      match as_ t with
      | Outsider f => if family_eqb (block_family b) f then in_reach r f (block_numbers b) t else No
      | _ => No
      end
  end.

Definition read_port_term (t : port_term) : ternary :=
  let is_transport t := within (got g Transport) (only [Some (transport_word t)]) in
  match t with
  | Every None => Yes
  | Every (Some t) => is_transport t
  | Range first last t => t_and (is_transport (match t with Some t => t | None => TCP end)) (inside (ports_in g) [(first, last)])
  end.

Definition label_union (r : role) (key : string) : names :=
  fold_right (fun h s => others (both (others (namespace_label_values c w g r h key)) (others s))) (only []) (homes r).

(** Whether the namespaces of two pods differ in a label. *)
Definition read_unlike (key : string) : ternary :=
  let s := label_union Source key in
  let d := label_union Destination key in
  let said := got g (SameLabel key) in
  if disjoint s d then Yes
  else match single s, single d with
       | Some a, Some b => if name_eqb a b then No else Yes
       | _, _ =>
           match read_one_place with
           | Yes => No
           | _ => if negb (has_name said (Some "equal"%string)) then Yes
                  else if negb (has_name said (Some "different"%string)) then No else Maybe
           end
       end.

Definition read_pods : ternary :=
  let are_pods r := t_each (fun h => of_bool (match h with Some _ => true | None => false end)) (homes r) in
  t_and (are_pods Source) (are_pods Destination).

Definition read_carries (r : role) (key : string) : ternary :=
  within (label_union r key) {| all_but := true; listed := [None] |}.

Definition read_divided (key : string) : ternary :=
  t_and read_pods
    match read_unlike key with Yes => Yes | No => No | Maybe => match read_one_place with Yes => No | _ => Maybe end end.
Definition read_crossing (key : string) : ternary :=
  match t_and read_pods (t_not read_one_place) with
  | No => No
  | v => t_and v (t_or (read_carries Source key) (read_carries Destination key))
  end.

Fixpoint read (x : condition) : ternary :=
  match x with
  | Is r l => t_each (fun t => t_some (read_member r t) l) (tags g r)
  | On l => read_some_or_empty l read_port_term
  | Divided key => read_divided key
  | Crossing key => read_crossing key
  | Never => No
  | Not x => t_not (read x)
  | All l => t_all read l
  | Any l => t_some read l
  end.
End Reading.
