(** Sets of flows that a case split tells apart, and what the values of such flows can be. *)
From Coq Require Import String List NArith Bool Lia.
From Netproof Require Import Policy Intent World Sets.
Import ListNotations.
Open Scope N_scope.

(** * Address ranges *)

Definition range_of (f : family) (c : cidr) : N * N :=
  let k := width f - prefix c in
  let first := N.shiftl (N.shiftr (base c) k) k in (first, first + (2 ^ k - 1)).
Definition every_address (f : family) : numbers := [(0, 2 ^ width f - 1)].
Definition block_numbers (b : block) : numbers :=
  minus [range_of (block_family b) (block_cidr b)] (map (range_of (block_family b)) (except b)).

Lemma between_range f c a : between a (range_of f c) = in_cidr f a c.
Proof.
  unfold in_cidr, range_of. set (k := width f - prefix c). apply eq_true_iff_eq.
  rewrite between_iff, N.eqb_eq. cbn [fst snd]. rewrite N.shiftl_mul_pow2, !N.shiftr_div_pow2.
  assert (0 < 2 ^ k) as P by (apply N.neq_0_lt_0, N.pow_nonzero; discriminate).
  set (m := 2 ^ k) in *. set (q := base c / m). split; intros H.
  - symmetry. apply (N.div_unique a m q (a - q * m)); lia.
  - rewrite <- H. pose proof (N.div_mod a m ltac:(lia)). pose proof (N.mod_lt a m ltac:(lia)).
    rewrite (N.mul_comm (a / m) m). set (t := m * (a / m)) in *. set (e := a mod m) in *. clearbody t e. clear H q. lia.
Qed.

Lemma has_ranges f l a : has_number (map (range_of f) l) a = existsb (in_cidr f a) l.
Proof. induction l as [|c l IH]; cbn; [reflexivity|]. now rewrite between_range, <- IH. Qed.

Lemma has_block b a : has_number (block_numbers b) a = in_block b a.
Proof.
  unfold block_numbers, in_block. rewrite has_minus, has_ranges. cbn. now rewrite orb_false_r, between_range.
Qed.

Lemma has_every_address f a : is_address f a -> has_number (every_address f) a = true.
Proof.
  unfold is_address, every_address. intros H. cbn. rewrite orb_false_r. apply between_iff. cbn [fst snd]. lia.
Qed.

Lemma family_eqb_eq x y : family_eqb x y = true <-> x = y.
Proof. destruct x, y; cbn; split; congruence. Qed.
Lemma protocol_eqb_eq x y : protocol_eqb x y = true <-> x = y.
Proof. destruct x, y; cbn; split; congruence. Qed.

(** * Ends *)

(** A namespace that was written, or one that nobody has made yet; with the policies of its pods. *)
Record place := { known : option written_namespace; policies_here : list policy }.
Definition place_eqb (h g : place) : bool :=
  match known h, known g with
  | Some x, Some y => String.eqb (name x) (name y)
  | None, None => true
  | _, _ => false
  end.

Inductive form :=
| Listed (i : nat) (p : written_pod)
| New
| AnyPod                     (* written or not, but not on the network of a node *)
| Outsider (f : family).

(** An end that flows can have, as far as a case split tells it from others. [reach]: of each family, the addresses that it can have. *)
Record tag := { as_ : form; at_ : option place; reach4 : numbers; reach6 : numbers }.
Definition reach (t : tag) (f : family) : numbers := match f with IPv4 => reach4 t | IPv6 => reach6 t end.

Definition kind (t : tag) : string :=
  match as_ t with
  | Listed _ p => if on_host p then "hostNetwork" else "pod"
  | New | AnyPod => "pod"
  | Outsider _ => "outside"
  end%string.
Definition pod_name (t : tag) : string := match as_ t with Listed _ p => full_name p | _ => "none"%string end.
Definition is_new (t : tag) : bool := match as_ t with New => true | _ => false end.
(** Whether policies speak of it. *)
Definition capable (t : tag) : bool :=
  match as_ t with Listed _ p => negb (on_host p) | New | AnyPod => true | Outsider _ => false end.
(** Whether its address is one, whichever: else each test may turn out either way. *)
Definition has_address (t : tag) : bool :=
  match as_ t with
  | Listed _ p => match addresses p with [] => false | _ => true end
  | AnyPod => false
  | New | Outsider _ => true
  end.
Definition tag_families (t : tag) : list family :=
  match as_ t with
  | Listed _ p => match addresses p with [] => [IPv4; IPv6] | l => map fst l end
  | Outsider f => [f]
  | New | AnyPod => [IPv4; IPv6]
  end.

(** * Regions *)

Inductive dimension :=
| Transport | Family | Newcomers | SameNamespace
| SameLabel (key : string)
| Kind (r : role) | Namespace (r : role) | Account (r : role) | PodName (r : role)
| Label (r : role) (key : string) | NamespaceLabel (r : role) (key : string).

Definition role_eqb (x y : role) := match x, y with Source, Source | Destination, Destination => true | _, _ => false end.
Definition opposite (r : role) := match r with Source => Destination | Destination => Source end.
Definition dimension_eqb (d e : dimension) : bool :=
  match d, e with
  | Transport, Transport | Family, Family | Newcomers, Newcomers | SameNamespace, SameNamespace => true
  | SameLabel k, SameLabel l => String.eqb k l
  | Kind r, Kind q | Namespace r, Namespace q | Account r, Account q | PodName r, PodName q => role_eqb r q
  | Label r k, Label q l | NamespaceLabel r k, NamespaceLabel q l => role_eqb r q && String.eqb k l
  | _, _ => false
  end.
Definition side (d : dimension) : option role :=
  match d with
  | Transport | Family | Newcomers | SameNamespace | SameLabel _ => None
  | Kind r | Namespace r | Account r | PodName r | Label r _ | NamespaceLabel r _ => Some r
  end.

Lemma role_eqb_eq x y : role_eqb x y = true <-> x = y.
Proof. destruct x, y; cbn; split; congruence. Qed.
Lemma dimension_eqb_eq d e : dimension_eqb d e = true <-> d = e.
Proof.
  destruct d, e; cbn; try (split; congruence);
    rewrite ?andb_true_iff, ?role_eqb_eq, ?String.eqb_eq;
    (split; intros H; [try destruct H; congruence|inversion H; auto]).
Qed.

(** Flows with a value of [said] for each dimension, a port of [ports_in], and addresses of [address_in]. *)
Record region := {
  sources : list tag;
  destinations : list tag;
  said : list (dimension * names);
  ports_in : numbers;
  source_in : numbers;
  destination_in : numbers;
  one_place : bool }.          (* both ends are in one namespace *)
Definition tags (g : region) (r : role) := match r with Source => sources g | Destination => destinations g end.
Definition address_in (g : region) (r : role) := match r with Source => source_in g | Destination => destination_in g end.

Definition got (g : region) (d : dimension) : names :=
  match find (fun x => dimension_eqb (fst x) d) (said g) with Some x => snd x | None => everything end.

(** A flow, and who its ends are. *)
Record sample := { flow_ : flow; who_ : role -> who; tag_ : role -> tag }.

Definition transport_word (t : protocol) : string := match t with TCP => "TCP" | UDP => "UDP" | SCTP => "SCTP" end.
Definition family_word (f : family) : string := match f with IPv4 => "IPv4" | IPv6 => "IPv6" end.
Definition newcomers_word (s d : bool) : string :=
  match s, d with
  | false, false => "nobody" | true, false => "source" | false, true => "destination" | true, true => "both"
  end.

Definition of_pod {A} (e : endpoint) (get : pod -> A) : option A := match e with Pod p => Some (get p) | Outside _ => None end.
Definition label_of_pod (e : endpoint) (get : pod -> option string) : option string :=
  match e with Pod p => get p | Outside _ => None end.
Definition of_both (f : flow) (test : pod -> pod -> bool) : bool :=
  match source f, destination f with Pod p, Pod q => test p q | _, _ => false end.
Definition one_name (p q : pod) : bool := String.eqb (ns_name (pod_namespace p)) (ns_name (pod_namespace q)).
Definition like (key : string) (p q : pod) : bool :=
  name_eqb (labels_of (pod_namespace p) key) (labels_of (pod_namespace q) key).

(** The one value of a dimension that a flow has. *)
Definition value (x : sample) (d : dimension) : option string :=
  let f := flow_ x in
  match d with
  | Transport => Some (transport_word (transport f))
  | Family => Some (family_word (flow_family f))
  | Newcomers => Some (newcomers_word (is_new (tag_ x Source)) (is_new (tag_ x Destination)))
  | SameNamespace => Some (if of_both f one_name then "same" else "different")
  | SameLabel key => Some (if of_both f (like key) then "equal" else "different")
  | Kind r => Some (kind (tag_ x r))
  | PodName r => Some (pod_name (tag_ x r))
  | Namespace r => of_pod (end_at f r) (fun p => ns_name (pod_namespace p))
  | Account r => of_pod (end_at f r) account
  | Label r key => label_of_pod (end_at f r) (fun p => pod_labels p key)
  | NamespaceLabel r key => label_of_pod (end_at f r) (fun p => labels_of (pod_namespace p) key)
  end%string.

Section World.
Variable c : cluster.
Variable w : world.

Definition at_place (h : place) (n : namespace) : Prop :=
  match known h with Some x => In x (namespaces c) /\ namespace_fits w x n | None => is_new_namespace c w n end.

Definition node_of_nobody (q : pod) : Prop :=
  forall p, In p (pods c) -> on_host p = true -> node q = None \/ node q <> on_node p.

(** Whether a tag says nothing wrong of an end. *)
Definition fits (f : family) (t : tag) (o : who) (e : endpoint) : Prop :=
  match as_ t, o, e with
  | Listed i p, Written j, Pod q => i = j /\ nth_error (pods c) i = Some p /\ is_written_pod c w f p q
  | New, Newcomer, Pod q => is_new_pod c w f q
  | AnyPod, Newcomer, Pod q => is_new_pod c w f q /\ node_of_nobody q
  | AnyPod, Written i, Pod q =>
      (exists p, nth_error (pods c) i = Some p /\ is_written_pod c w f p q /\ on_host p = false) /\ node_of_nobody q
  | Outsider g, Stranger, Outside a => g = f
  | _, _, _ => False
  end /\
  match e, at_ t with
  | Pod q, Some h => at_place h (pod_namespace q)
  | Outside _, None => True
  | _, _ => False
  end /\
  match e with
  | Outside a => has_number (reach t f) a = true
  | Pod q =>
      match pod_address q with
      | Known a => has_number (reach t f) a = true
      | Unknown answer =>
          forall b, block_family b = f -> answer b = true -> exists a, has_number (reach t f) a = true /\ in_block b a = true
      end
  end.

(** The place of a namespace that was written, or of one that nobody has made yet. *)
Definition place_at (k : option written_namespace) : place :=
  {| known := k;
     policies_here :=
       match k with
       | Some x => policies_of c (name x)
       | None => match baseline c with
                 | None => []
                 | Some m => map snd (filter (fun x => String.eqb (fst x) m) (written_policies c))
                 end
       end |}.
Definition placed (t : tag) : Prop :=
  forall h, at_ t = Some h -> h = place_at (known h) /\ forall x, known h = Some x -> In x (namespaces c).

Record real (x : sample) : Prop := {
  real_flow : is_flow c w (flow_ x) (who_ x Source) (who_ x Destination);
  real_tag : forall r, fits (flow_family (flow_ x)) (tag_ x r) (who_ x r) (end_at (flow_ x) r) }.

Definition address_of (e : endpoint) : option N :=
  match e with
  | Outside a => Some a
  | Pod q => match pod_address q with Known a => Some a | Unknown _ => None end
  end.

Record is_in (g : region) (x : sample) : Prop := {
  all_placed : forall r t, In t (tags g r) -> placed t;
  tag_in : forall r, In (tag_ x r) (tags g r);
  said_of : forall d s, In (d, s) (said g) -> has_name s (value x d) = true;
  port_in : has_number (ports_in g) (port (flow_ x)) = true;
  address_is_in : forall r a, address_of (end_at (flow_ x) r) = Some a -> has_number (address_in g r) a = true;
  in_one_place : one_place g = true -> of_both (flow_ x) one_name = true }.

Lemma got_sound g x d : is_in g x -> has_name (got g d) (value x d) = true.
Proof.
  intros I. unfold got. destruct (find _ (said g)) as [[e s]|] eqn:F; [|reflexivity].
  apply find_some in F as [F E]. apply dimension_eqb_eq in E. cbn in *. subst. eapply said_of; eauto.
Qed.

(** * What the values of a dimension can be for one end *)

Definition known_names : list (option string) := map (fun x => Some (name x)) (namespaces c).
Definition is_fixed (keys : list string) (key : string) : bool := existsb (String.eqb key) keys.

(** The values of a label that administrators set: those of the pods of the namespace. *)
Definition carried (h : place) (key : string) : list (option string) :=
  let is_here p := match known h with Some x => String.eqb (home p) (name x) | None => negb (is_known c (home p)) end in
  map (fun p => lookup (own_labels p) key) (filter is_here (pods c)).
Definition unknown_somewhere (key : string) : bool := existsb (fun p => existsb (String.eqb key) (unknown_labels p)) (pods c).
Definition label_domain (t : tag) (h : place) (key : string) : names :=
  if is_fixed (fixed_pod_labels c) key && (is_new t || negb (unknown_somewhere key))
  then only (None :: carried h key) else everything.

Definition label_values (g : region) (r : role) (t : tag) (key : string) : names :=
  match as_ t, at_ t with
  | Listed _ p, _ =>
      match lookup (own_labels p) key with
      | Some v => only [Some v]
      | None => if negb (is_deployed w) && existsb (String.eqb key) (unknown_labels p) then got g (Label r key) else only [None]
      end
  | Outsider _, _ | _, None => only [None]
  | _, Some h => both (label_domain t h key) (got g (Label r key))
  end.

(** What both ends say of one namespace counts for both. *)
Definition shared (g : region) (d : role -> dimension) (r : role) : names :=
  if one_place g then both (got g (d r)) (got g (d (opposite r))) else got g (d r).

Definition new_names (g : region) (r : role) : names :=
  both (shared g Namespace r) {| all_but := true; listed := None :: known_names |}.
Definition names_at (g : region) (r : role) (h : option place) : names :=
  match h with
  | None => only [None]
  | Some h => match known h with Some x => only [Some (name x)] | None => new_names g r end
  end.

Definition written_label (x : written_namespace) (key : string) : option string :=
  labels_of {| ns_name := name x; ns_labels := lookup (written_labels x) |} key.
Definition new_namespace_domain (key : string) : names :=
  if is_fixed (fixed_namespace_labels c) key
  then {| all_but := true;
          listed := flat_map (fun x => match written_label x key with None => [] | v => [v] end) (namespaces c) |}
  else everything.
Definition name_key : string := "kubernetes.io/metadata.name".
Definition namespace_label_values (g : region) (r : role) (h : option place) (key : string) : names :=
  if String.eqb key name_key then names_at g r h
  else match h with
       | None => only [None]
       | Some h =>
           let free := shared g (fun r => NamespaceLabel r key) r in
           match known h with
           | Some x => if is_deployed w || declared x then only [lookup (written_labels x) key] else free
           | None => both (new_namespace_domain key) free
           end
       end.

Definition account_values (g : region) (r : role) (t : tag) : names :=
  match as_ t with
  | Outsider _ => only [None]
  | Listed _ p => only [Some (runs_as p)]
  | New | AnyPod => both {| all_but := true; listed := [None] |} (got g (Account r))
  end.

Definition possible (g : region) (r : role) (t : tag) (d : dimension) : names :=
  match d with
  | Kind _ => only [Some (kind t)]
  | PodName _ => only [Some (pod_name t)]
  | Namespace _ => names_at g r (at_ t)
  | Account _ => account_values g r t
  | Label _ key => label_values g r t key
  | NamespaceLabel _ key => namespace_label_values g r (at_ t) key
  | d => got g d
  end.

(** The families of a region's flows with an end. *)
Definition families_of (g : region) (t : tag) : list family :=
  filter (fun f => has_name (got g Family) (Some (family_word f)) && existsb (family_eqb f) (tag_families t)) (families c).

(** * Soundness *)

Section Sample.
Variable g : region.
Variable x : sample.
Hypothesis Hreal : real x.
Hypothesis Hin : is_in g x.

Lemma one_label p q key :
  source (flow_ x) = Pod p -> destination (flow_ x) = Pod q -> one_name p q = true ->
  labels_of (pod_namespace p) key = labels_of (pod_namespace q) key.
Proof.
  intros P Q E. apply String.eqb_eq in E. unfold labels_of. destruct (String.eqb key _); [now rewrite E|].
  eapply (one_namespace _ _ _ _ _ (real_flow _ Hreal)); eauto.
Qed.

Lemma written_pod_at r i p h q :
  as_ (tag_ x r) = Listed i p -> at_ (tag_ x r) = Some h -> end_at (flow_ x) r = Pod q ->
  is_written_pod c w (flow_family (flow_ x)) p q.
Proof.
  intros A H E. pose proof (real_tag _ Hreal r) as F. unfold fits in F. rewrite A, E in F.
  destruct (who_ x r); tauto.
Qed.

Lemma has_single v : has_name (only [v]) v = true.
Proof. unfold has_name. cbn. rewrite orb_false_r. now apply name_eqb_eq. Qed.

Lemma has_other v l : ~ In v l -> has_name {| all_but := true; listed := l |} v = true.
Proof.
  intros N. unfold has_name. cbn. apply negb_true_iff, not_true_iff_false. rewrite existsb_exists.
  intros (u & I & E). apply name_eqb_eq in E as <-. contradiction.
Qed.

Lemma existsb_In key l : existsb (String.eqb key) l = true <-> In key l.
Proof.
  rewrite existsb_exists. split; [intros (k & I & E); apply String.eqb_eq in E as <-; exact I|].
  intros I. exists key. split; [exact I|apply String.eqb_refl].
Qed.

Lemma shared_sound d r :
  (forall r, d r = Namespace r) \/ (exists key, forall r, d r = NamespaceLabel r key) ->
  has_name (shared g d r) (value x (d r)) = true.
Proof.
  intros D. unfold shared. destruct (one_place g) eqn:O; [|now apply got_sound].
  rewrite has_both, (got_sound g x (d r) Hin). cbn.
  assert (value x (d r) = value x (d (opposite r))) as ->; [|now apply got_sound].
  pose proof (in_one_place _ _ Hin O) as P. unfold of_both in P.
  destruct (source (flow_ x)) as [p|] eqn:S; [|discriminate].
  destruct (destination (flow_ x)) as [q|] eqn:T; [|discriminate].
  pose proof (String.eqb_eq (ns_name (pod_namespace p)) (ns_name (pod_namespace q))) as E.
  destruct D as [D|[key D]]; rewrite !D; destruct r; cbn; rewrite ?S, ?T; cbn.
  - f_equal. now apply E.
  - f_equal. symmetry. now apply E.
  - eapply one_label; eauto.
  - symmetry. eapply one_label; eauto.
Qed.

Lemma new_name r h q :
  end_at (flow_ x) r = Pod q -> at_place h (pod_namespace q) -> known h = None ->
  has_name (new_names g r) (Some (ns_name (pod_namespace q))) = true.
Proof.
  intros E A K. unfold at_place in A. rewrite K in A. destruct A as (_ & U & _). unfold new_names. rewrite has_both.
  pose proof (shared_sound Namespace r (or_introl (fun _ => eq_refl))) as S. cbn in S. rewrite E in S. cbn in S.
  rewrite S. cbn [andb]. apply has_other. intros [|I]; [discriminate|].
  unfold known_names in I. apply in_map_iff in I as (y & [= I] & J). unfold is_known in U.
  apply not_true_iff_false in U. apply U. apply existsb_exists. exists y. split; [exact J|]. now apply String.eqb_eq.
Qed.

Lemma names_at_sound r : has_name (names_at g r (at_ (tag_ x r))) (value x (Namespace r)) = true.
Proof.
  pose proof (real_tag _ Hreal r) as (_ & A & _). cbn [value].
  destruct (end_at (flow_ x) r) as [q|a] eqn:E; cbn [of_pod]; destruct (at_ (tag_ x r)) as [h|] eqn:H; try contradiction.
  - cbn. destruct (known h) as [y|] eqn:K; [|eapply new_name; eauto].
    unfold at_place in A. rewrite K in A. destruct A as (_ & -> & _). apply has_single.
  - apply has_single.
Qed.

Lemma namespace_label_sound r key :
  has_name (namespace_label_values g r (at_ (tag_ x r)) key) (value x (NamespaceLabel r key)) = true.
Proof.
  unfold namespace_label_values. destruct (String.eqb key name_key) eqn:K.
  { pose proof (names_at_sound r) as S. cbn [value] in *.
    destruct (end_at (flow_ x) r) as [q|]; cbn in *; [|exact S]. unfold labels_of. unfold name_key in K. now rewrite K. }
  pose proof (shared_sound (fun r => NamespaceLabel r key) r (or_intror (ex_intro _ key (fun _ => eq_refl)))) as S.
  pose proof (real_tag _ Hreal r) as (_ & A & _). cbn [value] in *.
  destruct (end_at (flow_ x) r) as [q|a] eqn:E; cbn [label_of_pod] in *; destruct (at_ (tag_ x r)) as [h|] eqn:H; try contradiction.
  2: apply has_single.
  unfold at_place in A. destruct (known h) as [y|].
  - destruct A as (_ & _ & A). destruct (is_deployed w || declared y); [|exact S].
    unfold labels_of. unfold name_key in K. rewrite K, A by reflexivity. apply has_single.
  - rewrite has_both, S, andb_true_r. unfold new_namespace_domain.
    destruct (is_fixed _ key) eqn:F; [|reflexivity]. apply existsb_In in F. destruct A as (_ & _ & A).
    apply has_other. intros I. apply in_flat_map in I as (y & J & I). unfold labels_of in I. unfold name_key in K. rewrite K in I.
    destruct (A key y F J) as [N|N]; [rewrite N in I|]; fold (written_label y key) in *; destruct (written_label y key) eqn:W;
      cbn in I; try tauto; destruct I as [I|I]; congruence || contradiction.
Qed.

Lemma is_here h p q :
  at_place h (pod_namespace q) -> home p = ns_name (pod_namespace q) ->
  match known h with Some x => String.eqb (home p) (name x) | None => negb (is_known c (home p)) end = true.
Proof.
  unfold at_place. intros A E. destruct (known h) as [y|].
  - apply String.eqb_eq. destruct A as (_ & A & _). congruence.
  - destruct A as (_ & A & _). now rewrite E, A.
Qed.

Lemma label_sound r key : has_name (label_values g r (tag_ x r) key) (value x (Label r key)) = true.
Proof.
  pose proof (got_sound g x (Label r key) Hin) as S. pose proof (real_tag _ Hreal r) as (F & A & _). cbn [value] in *.
  unfold label_values. destruct (end_at (flow_ x) r) as [q|a] eqn:E; cbn [label_of_pod] in *.
  2: destruct (as_ (tag_ x r)), (who_ x r); try contradiction; apply has_single.
  destruct (at_ (tag_ x r)) as [h|]; [|contradiction].
  assert (forall p, is_written_pod c w (flow_family (flow_ x)) p q -> In p (pods c) ->
    unknown_somewhere key = false ->
    has_name (only (None :: carried h key)) (pod_labels q key) = true) as W.
  { intros p (X & L & _) J U. rewrite L.
    - rewrite has_only. destruct (lookup (own_labels p) key) as [v|] eqn:V; [|reflexivity]. cbn.
      apply existsb_exists. exists (Some v). split; [|now apply name_eqb_eq]. unfold carried.
      apply in_map_iff. exists p. split; [exact V|]. apply filter_In. split; [exact J|].
      destruct X as (y & Y & N & M & _). now apply is_here with q; [|congruence].
    - right. left. intros I. apply not_true_iff_false in U. apply U. apply existsb_exists. exists p. split; [exact J|].
      now apply existsb_In. }
  assert (is_new_pod c w (flow_family (flow_ x)) q -> is_fixed (fixed_pod_labels c) key = true ->
    has_name (only (None :: carried h key)) (pod_labels q key) = true) as N.
  { intros (_ & _ & L & _) I. apply existsb_In in I. destruct (L key I) as [-> | (p & J & K & V)]; [reflexivity|].
    rewrite has_only, <- V. apply existsb_exists. exists (lookup (own_labels p) key). split; [|now apply name_eqb_eq].
    right. unfold carried. apply in_map_iff. exists p. split; [reflexivity|]. apply filter_In. split; [exact J|].
    now apply is_here with q. }
  destruct (as_ (tag_ x r)) as [i p| | |] eqn:T.
  - destruct (who_ x r); try contradiction. destruct F as (_ & _ & (_ & L & _)).
    destruct (lookup (own_labels p) key) as [v|] eqn:V.
    + rewrite L; [rewrite V; apply has_single|]. right. right. now rewrite V.
    + destruct (negb (is_deployed w) && existsb (String.eqb key) (unknown_labels p)) eqn:U; [exact S|].
      rewrite L; [rewrite V; apply has_single|]. destruct (is_deployed w); [now left|]. right. left. intros I.
      apply existsb_In in I. cbn in U. congruence.
  - rewrite has_both, S, andb_true_r. unfold label_domain. destruct (is_fixed _ key) eqn:I; [|reflexivity].
    unfold is_new. rewrite T. cbn. destruct (who_ x r); try contradiction. auto.
  - rewrite has_both, S, andb_true_r. unfold label_domain. destruct (is_fixed _ key) eqn:I; [|reflexivity].
    unfold is_new. rewrite T. cbn. destruct (unknown_somewhere key) eqn:U; [reflexivity|]. cbn.
    destruct (who_ x r); try contradiction.
    + destruct F as ((p & J & P & _) & _). eapply W; eauto. eapply nth_error_In; eauto.
    + destruct F as (P & _). auto.
  - destruct (who_ x r); contradiction.
Qed.

Lemma account_sound r : has_name (account_values g r (tag_ x r)) (value x (Account r)) = true.
Proof.
  pose proof (got_sound g x (Account r) Hin) as S. pose proof (real_tag _ Hreal r) as (F & _). cbn [value] in *.
  unfold account_values. destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; cbn [of_pod] in *;
    rewrite ?has_both, ?S; try reflexivity.
  - destruct F as (_ & _ & (_ & _ & -> & _)). apply has_single.
Qed.

Lemma possible_sound r d : side d = Some r -> has_name (possible g r (tag_ x r) d) (value x d) = true.
Proof.
  destruct d; intros E; cbn in E; try discriminate; injection E as ->; cbn [possible].
  - apply has_single.
  - apply names_at_sound.
  - apply account_sound.
  - apply has_single.
  - apply label_sound.
  - apply namespace_label_sound.
Qed.

Lemma families_of_sound r : In (flow_family (flow_ x)) (families_of g (tag_ x r)).
Proof.
  apply filter_In. split; [apply (family_is_used _ _ _ _ _ (real_flow _ Hreal))|].
  apply andb_true_iff. split; [apply (got_sound g x Family Hin)|]. apply existsb_exists.
  exists (flow_family (flow_ x)). split; [|now apply family_eqb_eq].
  pose proof (real_tag _ Hreal r) as (F & _). unfold tag_families.
  assert (In (flow_family (flow_ x)) [IPv4; IPv6]) as B by (destruct (flow_family (flow_ x)); cbn; auto).
  destruct (as_ (tag_ x r)) as [i p| | |f], (who_ x r), (end_at (flow_ x) r); try contradiction; auto.
  - destruct F as (_ & _ & (_ & _ & _ & _ & _ & F)). destruct F as [a I _|answer N _]; [|now rewrite N].
    destruct (addresses p) as [|y l] eqn:Y; [contradiction|]. apply in_map_iff. exists (flow_family (flow_ x), a). auto.
  - subst. now left.
Qed.
End Sample.
End World.
