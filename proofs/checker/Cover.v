(** Certificates: case splits whose leaves give reasons, their check, and the theorem about it. *)
From Coq Require Import String List NArith Bool Lia.
From Netproof Require Import Policy Intent World Sets Region Reading.
Import ListNotations.
Open Scope N_scope.

(** * Certificates *)

(** What an end of a flow owes its freedom to. *)
Inductive basis := IsOutside | OnHost | NotIsolated | ByRule (title : string) (number : nat).   (* from 1 *)

Inductive reason :=
| OutsideScope
| Permitted
| Blocked (d : direction) (titles : list string)
| AllowedBy (egress ingress : basis)
| OwnNode
| NotEnforced.

Inductive question :=
| Asks (d : dimension) (s : names)
| AsksPort (n : numbers)
| AsksAddress (r : role) (n : numbers).

(** Flows of which the answer is yes, and the others. *)
Inductive tree :=
| Closed (why : reason)
| Empty                       (* there is no such flow *)
| Split (q : question) (yes no : tree).

Inductive goal := Prohibition | Obligation.

(** * What certificates promise *)

Section Meaning.
Variable c : cluster.
Variable run : list claim.
Variable s : claim.
Variable f : flow.

(** What a certificate calls a policy: that of a new namespace is a copy. *)
Definition copy_of (t : string) : string := String.append "copy-of:" t.
Definition title_in (n : string) (p : policy) : string := if is_known c n then title p else copy_of (title p).
Definition is_one_of (l : list string) (t : string) : bool := existsb (String.eqb t) l.

Definition isolated_by (d : direction) (l : list string) : bool :=
  pod_at f d (fun q => existsb (fun p => is_one_of l (title_in (ns_name (pod_namespace q)) p)) (isolating (policies_of c) d q)).
(** Whether a rule takes the flow in: one of those that are chosen. *)
Definition admitted (d : direction) (choose : string -> policy -> list rule) : bool :=
  pod_at f d (fun q => let own := ns_name (pod_namespace q) in
    existsb (fun p => existsb (rule_matches (cni c) f own (end_of f (other d))) (choose own p)) (isolating (policies_of c) d q)).
Definition numbered (t : string) (n : nat) (d : direction) (own : string) (p : policy) : list rule :=
  if String.eqb t (title_in own p) then match nth_error (rules d p) (pred n) with Some u => [u] | None => [] end else [].

Definition is_basis (d : direction) (b : basis) : bool :=
  match b with
  | IsOutside => match end_of f d with Outside _ => true | Pod _ => false end
  | OnHost => match end_of f d with Outside _ => false | Pod q => host_network q end
  | NotIsolated => pod_at f d (fun q => match isolating (policies_of c) d q with [] => true | _ => false end)
  | ByRule t n => admitted d (numbered t n d)
  end.

Definition enforces : bool := match cni c with Nothing => false | _ => true end.

Definition matter (g : goal) : condition := match g with Prohibition => scope s | Obligation => required s end.

(** Whether a reason is true of a flow, and closes the case. *)
Definition is_reason (g : goal) (why : reason) : bool :=
  match g, why with
  | _, OutsideScope => negb (holds f (matter g))
  | Prohibition, Permitted => holds f (Any [excused run s; covers s]) && negb (holds f (prohibited run s))
  | Prohibition, Blocked d l =>
      enforces && negb (own_node (cni c) f) && isolated_by d l && negb (admitted d (fun _ => rules d))
  | Obligation, AllowedBy egress ingress => is_basis Egress egress && is_basis Ingress ingress
  | Obligation, OwnNode => enforces && own_node (cni c) f
  | Obligation, NotEnforced => negb enforces
  | _, _ => false
  end.

(** What the sentence claims of a flow. *)
Definition claimed (g : goal) : bool :=
  match g with
  | Prohibition => negb (holds f (prohibited run s) && decision c f)
  | Obligation => negb (holds f (required s)) || decision c f
  end.

Lemma direction_allows_split d :
  direction_allows (cni c) (policies_of c) f d =
  negb (pod_at f d (fun q => match isolating (policies_of c) d q with [] => false | _ => true end)) || admitted d (fun _ => rules d).
Proof.
  unfold direction_allows, admitted, pod_at. destruct (end_of f d) as [q|a]; [|reflexivity].
  destruct (host_network q); [reflexivity|]. cbn. destruct (isolating (policies_of c) d q) as [|p l]; reflexivity.
Qed.

Lemma basis_allows d b : is_basis d b = true -> direction_allows (cni c) (policies_of c) f d = true.
Proof.
  rewrite direction_allows_split. destruct b as [| | |t n]; cbn; unfold pod_at.
  - destruct (end_of f d); [discriminate|reflexivity].
  - destruct (end_of f d) as [q|]; [intros ->; reflexivity|discriminate].
  - destruct (end_of f d) as [q|]; [|discriminate]. destruct (host_network q); [discriminate|]. cbn.
    now destruct (isolating (policies_of c) d q).
  - unfold admitted, pod_at. destruct (end_of f d) as [q|]; [|discriminate]. destruct (host_network q); [discriminate|].
    cbn [negb andb]. intros A. apply orb_true_iff. right. apply existsb_exists in A as (p & P & A). apply existsb_exists.
    exists p. split; [exact P|]. apply existsb_exists in A as (u & U & A). apply existsb_exists. exists u. split; [|exact A].
    unfold numbered in U. destruct (String.eqb t _); [|contradiction].
    destruct (nth_error (rules d p) (pred n)) eqn:N; [|contradiction]. destruct U as [->|[]]. eapply nth_error_In; eauto.
Qed.

Lemma reason_claims g why : is_reason g why = true -> claimed g = true.
Proof.
  unfold is_reason, claimed, decision, allowed, enforces. destruct g, why as [| |d l|e i| |]; try discriminate.
  - unfold prohibited. cbn. intros H. apply negb_true_iff in H. now rewrite H.
  - intros H. apply andb_true_iff in H as [_ H]. apply negb_true_iff in H. now rewrite H.
  - intros H. rewrite !andb_true_iff, !negb_true_iff in H. destruct H as (((E & O) & B) & A).
    assert (direction_allows (cni c) (policies_of c) f d = false) as N.
    { rewrite direction_allows_split, A, orb_false_r. apply negb_false_iff. revert B. unfold isolated_by, pod_at.
      destruct (end_of f d) as [q|]; [|discriminate]. destruct (host_network q); [discriminate|]. cbn.
      now destruct (isolating (policies_of c) d q). }
    destruct (cni c); try discriminate; rewrite O; destruct d; rewrite N; cbn; rewrite ?andb_false_r; reflexivity.
  - cbn. intros H. rewrite H. reflexivity.
  - intros H. apply andb_true_iff in H as [E I]. apply basis_allows in E, I. rewrite E, I. cbn.
    destruct (cni c); rewrite ?orb_true_r; reflexivity.
  - intros H. apply andb_true_iff in H as [E O]. rewrite O. destruct (cni c); rewrite ?orb_true_r; reflexivity.
  - intros H. destruct (cni c); try discriminate. apply orb_true_r.
Qed.
End Meaning.

(** * The checker *)

Section Check.
Variable c : cluster.
Variable w : world.

(** ** Regions made smaller *)

Definition narrowed (g : region) (d : dimension) (s : names) : region :=
  {| sources := sources g; destinations := destinations g;
     said := (d, both (got g d) s) :: filter (fun y => negb (dimension_eqb (fst y) d)) (said g);
     ports_in := ports_in g; source_in := source_in g; destination_in := destination_in g; one_place := one_place g |}.

Definition refined (g : region) (q : question) (yes : bool) : region :=
  let cut n m := if yes then meet n m else minus n m in
  match q with
  | Asks d s => narrowed g d (if yes then s else others s)
  | AsksPort n =>
      {| sources := sources g; destinations := destinations g; said := said g; ports_in := cut (ports_in g) n;
         source_in := source_in g; destination_in := destination_in g; one_place := one_place g |}
  | AsksAddress Source n =>
      {| sources := sources g; destinations := destinations g; said := said g; ports_in := ports_in g;
         source_in := cut (source_in g) n; destination_in := destination_in g; one_place := one_place g |}
  | AsksAddress Destination n =>
      {| sources := sources g; destinations := destinations g; said := said g; ports_in := ports_in g;
         source_in := source_in g; destination_in := cut (destination_in g) n; one_place := one_place g |}
  end.

(** Whether an end may have a flow in the region. *)
Definition may_be (g : region) (r : role) (t : tag) : bool :=
  forallb (fun y => match side (fst y) with
                    | Some q => negb (role_eqb q r) || negb (disjoint (possible c w g r t (fst y)) (snd y))
                    | None => true
                    end) (said g) &&
  existsb (fun b => has_name (got g Newcomers) (Some match r with
                      | Source => newcomers_word (is_new t) b | Destination => newcomers_word b (is_new t) end)) [true; false] &&
  match families_of c g t with
  | [] => false
  | l => negb (has_address t) || existsb (fun f => negb (no_number (meet (reach t f) (address_in g r)))) l
  end.

Definition some_inside (l : list tag) : bool := existsb (fun t => negb (is_outsider t)) l.
Definition family_names (l : list family) : names := only (map (fun f => Some (family_word f)) l).

(** Without ends that have no flow. *)
Definition sifted (g : region) : region :=
  let inside_s := some_inside (sources g) in
  let inside_d := some_inside (destinations g) in
  {| sources := filter (fun t => (negb (is_outsider t) || inside_d) && may_be g Source t) (sources g);
     destinations := filter (fun t => (negb (is_outsider t) || inside_s) && may_be g Destination t) (destinations g);
     said := said g; ports_in := ports_in g; source_in := source_in g; destination_in := destination_in g;
     one_place := one_place g |}.

(** With what the ends have in common. *)
Definition joined (g : region) : region :=
  let has_family l f := existsb (fun t => existsb (family_eqb f) (tag_families t)) l in
  let g := narrowed g Family (family_names
    (filter (fun f => has_family (sources g) f && has_family (destinations g) f) [IPv4; IPv6])) in
  {| sources := sources g; destinations := destinations g; said := said g; ports_in := ports_in g; source_in := source_in g;
     destination_in := destination_in g;
     one_place := one_place g || match read_one_place c g with Yes => true | _ => false end |}.

Definition normalized (g : region) : region := sifted (joined (sifted (joined (sifted g)))).

Definition words (l : list string) : names := only (map Some l).
Definition every_transport : names := words (map transport_word [TCP; UDP; SCTP]).

(** A pod alone does not reach itself. *)
Definition is_loop (s d : tag) : bool :=
  match as_ s, as_ d with
  | Listed i p, Listed j _ => Nat.eqb i j && negb (replicas p)
  | _, _ => false
  end.
(** Whether two ends may have a flow. *)
Definition may_meet (g : region) (s d : tag) : bool :=
  negb (is_loop s d) && existsb (fun f => existsb (family_eqb f) (families_of c g d)) (families_of c g s).

(** Whether there is certainly no flow. *)
Definition is_empty (g : region) : bool :=
  match sources g, destinations g with
  | [], _ | _, [] => true
  | _, _ =>
      no_number (ports_in g) || disjoint (got g Transport) every_transport ||
      disjoint (got g Family) (family_names (families c)) ||
      disjoint (got g SameNamespace)
        (words match read_one_place c g with Yes => ["same"] | No => ["different"] | Maybe => ["same"; "different"] end%string) ||
      existsb (fun y => match fst y with
                        | SameLabel _ => disjoint (snd y) (words ["equal"; "different"]%string) | _ => false end) (said g) ||
      negb (existsb (fun s => existsb (may_meet g s) (destinations g)) (sources g))
  end.

(** ** Reasons *)

Definition is_yes (t : ternary) : bool := match t with Yes => true | _ => false end.
Definition is_no (t : ternary) : bool := match t with No => true | _ => false end.

Definition title_at (h : option place) (p : policy) : string :=
  match h with
  | Some h => match known h with Some _ => title p | None => copy_of (title p) end
  | None => title p
  end.
Definition numbered_at (t : string) (n : nat) (d : direction) (h : option place) (p : policy) : list rule :=
  if String.eqb t (title_at h p) then match nth_error (rules d p) (pred n) with Some u => [u] | None => [] end else [].
Definition read_isolated_by (g : region) (d : direction) (l : list string) : ternary :=
  read_isolated c w g d (fun h p => is_one_of l (title_at h p)).

Definition all_kinds (g : region) (r : role) (k : string) : bool := forallb (fun t => String.eqb (kind t) k) (tags g r).
Definition read_basis (g : region) (d : direction) (b : basis) : bool :=
  match b with
  | IsOutside => all_kinds g (subject d) "outside"
  | OnHost => all_kinds g (subject d) "hostNetwork"
  | NotIsolated => all_kinds g (subject d) "pod" && is_no (read_isolated c w g d (fun _ _ => true))
  | ByRule t n => negb (Nat.eqb n 0) && is_yes (read_admitted c w g d (numbered_at t n d))
  end.

Definition read_reason (run : list claim) (s : claim) (o : goal) (g : region) (why : reason) : bool :=
  match o, why with
  | _, OutsideScope => is_no (read c w g (matter s o))
  | Prohibition, Permitted =>
      is_yes (read c w g (Any [excused run s; covers s])) &&
      (is_no (read c w g (scope s)) || is_yes (read c w g (excused run s)))
  | Prohibition, Blocked d l =>
      enforces c && is_no (read_own_node c g) &&
      forallb (fun t => negb (is_no (read_isolated_by g d [t]))) l &&      (* each name is of use *)
      is_yes (read_isolated_by g d l) && is_no (read_admitted c w g d (fun _ => rules d))
  | Obligation, AllowedBy egress ingress => read_basis g Egress egress && read_basis g Ingress ingress
  | Obligation, OwnNode => enforces c && is_yes (read_own_node c g)
  | Obligation, NotEnforced => negb (enforces c)
  | _, _ => false
  end.

Fixpoint check (run : list claim) (s : claim) (o : goal) (g : region) (t : tree) : bool :=
  match t with
  | Closed why => negb (is_empty g) && read_reason run s o g why
  | Empty => is_empty g
  | Split q yes no =>
      check run s o (normalized (refined g q true)) yes && check run s o (normalized (refined g q false)) no
  end.

(** ** All flows of a world *)

Definition pool_numbers (f : family) : numbers :=
  match pool_of c f with [] => every_address f | l => map (range_of f) l end.
Definition known_numbers (f : family) : numbers := map (fun a => (a, a)) (known_addresses c f).
Definition outside_numbers (f : family) : numbers :=
  minus (minus (every_address f) (map (range_of f) (pool_of c f))) (known_numbers f).
Definition free_numbers (f : family) : numbers := minus (pool_numbers f) (known_numbers f).
Definition pod_numbers (p : written_pod) (f : family) : numbers :=
  match addresses p with
  | [] => if on_host p then every_address f else pool_numbers f
  | l => flat_map (fun x => if family_eqb (fst x) f then [(snd x, snd x)] else []) l
  end.
Definition tag_of (as_ : form) (h : option place) (n : family -> numbers) : tag :=
  {| as_ := as_; at_ := h; reach4 := n IPv4; reach6 := n IPv6 |}.

Fixpoint counted {A} (i : nat) (l : list A) : list (nat * A) :=
  match l with [] => [] | x :: rest => (i, x) :: counted (S i) rest end.

Definition written_places : list place := map (fun x => place_at c (Some x)) (namespaces c).
Definition listed_tags (places : list place) (some : written_pod -> bool) : list tag :=
  flat_map (fun ip =>
    if some (snd ip)
    then flat_map (fun h => match known h with
                            | Some x => if String.eqb (name x) (home (snd ip))
                                        then [tag_of (Listed (fst ip) (snd ip)) (Some h) (pod_numbers (snd ip))] else []
                            | None => []
                            end) places
    else []) (counted 0 (pods c)).
Definition outsiders : list tag := map (fun f => tag_of (Outsider f) None outside_numbers) [IPv4; IPv6].
Definition all_places (places : list place) : list place :=
  (if is_deployed w then [] else places) ++ (if has_new_namespaces w then [place_at c None] else []).
Definition any_numbers (f : family) : numbers := pool_numbers f ++ known_numbers f.

(** Pods one by one, and those to come; or, if [unlisted], any pods in any namespaces. *)
Definition every_tag (unlisted : bool) : list tag :=
  let places := written_places in
  if unlisted
  then listed_tags places on_host ++ map (fun h => tag_of AnyPod (Some h) any_numbers)
         (places ++ if has_new_namespaces w then [place_at c None] else []) ++ outsiders
  else listed_tags places (fun _ => true) ++ map (fun h => tag_of New (Some h) free_numbers) (all_places places) ++ outsiders.

(** Nobody is known to be on the node of a pod that has its network. *)
Definition can_be_unlisted : bool :=
  forallb (fun p => negb (on_host p) || forallb (fun q => on_host q || negb (meets_node (on_node q) (on_node p))) (pods c)) (pods c).

Definition newcomers : names :=
  words match w with
        | Deployed => ["nobody"] | Open | OpenCluster => ["nobody"; "source"; "destination"]
        | OpenBoth => ["nobody"; "source"; "destination"; "both"] end%string.

Definition every_flow (unlisted : bool) : region :=
  let t := every_tag unlisted in
  {| sources := t; destinations := t; said := [(Newcomers, newcomers)]; ports_in := [(1, 65535)];
     source_in := every_address IPv6; destination_in := every_address IPv6; one_place := false |}.

Fixpoint are_distinct (l : list string) : bool :=
  match l with [] => true | x :: rest => negb (is_one_of rest x) && are_distinct rest end.

Definition accepts (unlisted : bool) (run : list claim) (s : claim) (o : goal) (t : tree) : bool :=
  are_distinct (map name (namespaces c)) && (negb unlisted || can_be_unlisted) &&
  check run s o (normalized (every_flow unlisted)) t.
End Check.
