(** What is read of a region is so of each of its flows. *)
From Coq Require Import String List NArith Bool Lia.
From Netproof Require Import Policy Intent World Sets Region Reading.
Import ListNotations.
Open Scope N_scope.

Lemma is_known_In c y : In y (namespaces c) -> is_known c (name y) = true.
Proof. intros I. apply existsb_exists. exists y. split; [exact I|apply String.eqb_refl]. Qed.

Section Reading.
Variable c : cluster.
Variable w : world.
Variable g : region.
Notation new_is_same := (Reading.new_is_same c g) (only parsing).
Notation same_place := (Reading.same_place c g) (only parsing).
Notation homes := (Reading.homes g) (only parsing).
Notation read_one_place := (Reading.read_one_place c g) (only parsing).
Notation in_reach := (Reading.in_reach g) (only parsing).
Notation read_block := (Reading.read_block c g) (only parsing).
Notation read_peer := (Reading.read_peer c w g) (only parsing).
Notation read_port := (Reading.read_port g) (only parsing).
Notation read_rule := (Reading.read_rule c w g) (only parsing).
Notation read_selected := (Reading.read_selected c w g) (only parsing).
Notation read_isolated := (Reading.read_isolated c w g) (only parsing).
Notation read_admitted := (Reading.read_admitted c w g) (only parsing).
Notation own_pair := (Reading.own_pair c) (only parsing).
Notation read_own_node := (Reading.read_own_node c g) (only parsing).
Notation read_member := (Reading.read_member c w g) (only parsing).
Notation read_port_term := (Reading.read_port_term g) (only parsing).
Notation label_union := (Reading.label_union c w g) (only parsing).
Notation read_unlike := (Reading.read_unlike c w g) (only parsing).
Notation read_pods := (Reading.read_pods g) (only parsing).
Notation read_carries := (Reading.read_carries c w g) (only parsing).
Notation read_divided := (Reading.read_divided c w g) (only parsing).
Notation read_crossing := (Reading.read_crossing c w g) (only parsing).
Notation read := (Reading.read c w g) (only parsing).

Variable x : sample.
Hypothesis Hreal : real c w x.
Hypothesis Hin : is_in c g x.
(** No two namespaces have one name. *)
Hypothesis Hnames : forall y z, In y (namespaces c) -> In z (namespaces c) -> name y = name z -> y = z.
Set Default Proof Using "All".

Notation f := (flow_ x) (only parsing).

Lemma reads_selector l real s :
  (forall key, has_name (l key) (real key) = true) -> approximates (read_selector l s) (selects s real).
Proof.
  intros H. unfold read_selector, selects.
  assert (approximates (t_all (fun kv => within (l (fst kv)) (only [Some (snd kv)])) (match_labels s))
    (forallb (fun kv => has real (fst kv) (snd kv)) (match_labels s))) as L.
  { apply approximates_all. intros [k v] _. cbn [fst snd]. pose proof (within_sound (l k) (only [Some v]) _ (H k)) as W.
    unfold has_name in W. cbn in W. rewrite orb_false_r in W. unfold has, name_eqb in *. now destruct (real k). }
  assert (approximates (t_all (fun q => within (l (key_of q)) (values_of q)) (match_expressions s))
    (forallb (meets real) (match_expressions s))) as E.
  { apply approximates_all. intros q _. pose proof (within_sound (l (key_of q)) (values_of q) _ (H (key_of q))) as W.
    assert (forall values v, existsb (name_eqb v) (map Some values) =
      existsb (fun u => match v with Some v => String.eqb v u | None => false end) values) as M.
    { intros values v. induction values as [|u values IH]; cbn; [reflexivity|]. rewrite IH. now destruct v. }
    destruct q as [k vs|k vs|k|k]; cbn [key_of values_of meets] in *; unfold has_name in W; cbn in W; rewrite ?M in W.
    - exact W.
    - exact W.
    - unfold name_eqb in W. now destruct (real k).
    - unfold name_eqb in W. now destruct (real k). }
  pose proof (approximates_and _ _ _ _ L E) as A.
  destruct (t_all _ (match_labels s)); exact A.
Qed.

Lemma reads_option {A} (o : option A) read test :
  (forall y, approximates (read y) (test y)) -> approximates (read_option o read) (option_holds o test).
Proof. destruct o; cbn; [auto|reflexivity]. Qed.

Lemma reads_some_or_empty {A} (l : list A) read test :
  (forall y, In y l -> approximates (read y) (test y)) -> approximates (read_some_or_empty l read) (some_or_empty l test).
Proof. destruct l; [reflexivity|]. cbn [read_some_or_empty some_or_empty]. apply approximates_some. Qed.

Lemma short_and t u b e :
  approximates t b -> approximates u e ->
  approximates match t with Yes => t_and Yes u | No => No | Maybe => t_and Maybe u end (b && e).
Proof. intros T U. pose proof (approximates_and t u b e T U) as A. destruct t; exact A. Qed.

(** ** Places *)

Lemma place_of r h : at_ (tag_ x r) = Some h -> exists q, end_at f r = Pod q /\ at_place c w h (pod_namespace q).
Proof.
  intros H. pose proof (real_tag _ _ _ Hreal r) as (_ & A & _). rewrite H in A. 
  destruct (end_at (flow_ x) r) as [q|]; [eauto|contradiction].
Qed.
Lemma no_place r : at_ (tag_ x r) = None -> exists a, end_at f r = Outside a.
Proof.
  intros H. pose proof (real_tag _ _ _ Hreal r) as (_ & A & _). rewrite H in A. 
  destruct (end_at (flow_ x) r) as [q|a]; [contradiction|eauto].
Qed.

Lemma placed_at r h : at_ (tag_ x r) = Some h -> h = place_at c (known h) /\ forall y, known h = Some y -> In y (namespaces c).
Proof. apply (all_placed _ _ _ Hin r). apply (tag_in _ _ _ Hin). Qed.

Lemma reads_new_is_same p q h k :
  source f = Pod p -> destination f = Pod q -> at_place c w h (pod_namespace p) -> at_place c w k (pod_namespace q) ->
  known h = None -> known k = None -> approximates new_is_same (one_name p q).
Proof.
  intros P Q H K NH NK. unfold Reading.new_is_same.
  pose proof (new_name c w g x Hreal Hin Source h p P H NH) as S.
  pose proof (new_name c w g x Hreal Hin Destination k q Q K NK) as D.
  pose proof (got_sound c g x SameNamespace Hin) as G. cbn [value] in G. unfold of_both in G. rewrite P, Q in G.
  unfold one_name in *. destruct (String.eqb_spec (ns_name (pod_namespace p)) (ns_name (pod_namespace q))) as [E|N].
  - rewrite E in S. rewrite G. destruct (disjoint _ _) eqn:J; [pose proof (disjoint_none _ _ _ J S); congruence|].
    cbn. destruct (has_name (got g SameNamespace) (Some "different"%string)); [|reflexivity].
    cbn. destruct (single (new_names c g Source)) as [a|]; [|exact I]. destruct (single (new_names c g Destination)) as [b|]; [|exact I].
    now destruct (name_eqb a b).
  - rewrite G. destruct (disjoint _ _ || _); [reflexivity|]. cbn.
    destruct (single (new_names c g Source)) as [a|] eqn:A; [|exact I].
    destruct (single (new_names c g Destination)) as [b|] eqn:B; [|exact I].
    destruct (name_eqb a b) eqn:AB; [|exact I]. apply name_eqb_eq in AB as <-.
    apply (single_only _ _ _ A) in S. apply (single_only _ _ _ B) in D. congruence.
Qed.

Lemma reads_same_place r :
  approximates (same_place (at_ (tag_ x r)) (at_ (tag_ x (opposite r)))) (of_both f one_name).
Proof.
  assert (forall p q, one_name p q = one_name q p) as C by (intros; apply String.eqb_sym).
  assert (forall s d, (exists r, s = tag_ x r /\ d = tag_ x (opposite r)) ->
    approximates (same_place (at_ s) (at_ d)) (of_both f one_name)) as G; [|now eauto].
  intros s d (q & -> & ->). clear r. unfold Reading.same_place.
  destruct (at_ (tag_ x q)) as [h|] eqn:H.
  2: { destruct (no_place q H) as [a E]. unfold of_both. destruct q; cbn in E; rewrite E; cbn; [reflexivity|].
       destruct (source f); reflexivity. }
  destruct (at_ (tag_ x (opposite q))) as [k|] eqn:K.
  2: { destruct (no_place _ K) as [a E]. unfold of_both. destruct q; cbn in E; rewrite E; cbn; [|reflexivity].
       destruct (source f); reflexivity. }
  destruct (place_of q h H) as (p & P & A). destruct (place_of _ k K) as (u & U & B).
  assert (of_both f one_name = one_name p u) as ->.
  { unfold of_both. destruct q; cbn in P, U; rewrite P, U; auto. }
  destruct (known h) as [y|] eqn:Y; destruct (known k) as [z|] eqn:Z.
  - unfold at_place in A, B. rewrite Y in A. rewrite Z in B. destruct A as (_ & <- & _), B as (_ & <- & _). apply approximates_bool.
  - unfold at_place in A, B. rewrite Y in A. rewrite Z in B. destruct A as (J & A & _), B as (_ & B & _).
    cbn. unfold one_name. apply String.eqb_neq. rewrite A. intros E. rewrite <- E, is_known_In in B by exact J. discriminate.
  - unfold at_place in A, B. rewrite Y in A. rewrite Z in B. destruct A as (_ & A & _), B as (J & B & _).
    cbn. unfold one_name. apply String.eqb_neq. rewrite B. intros E. rewrite E, is_known_In in A by exact J. discriminate.
  - destruct q; cbn in P, U.
    + eapply reads_new_is_same; eauto.
    + rewrite C. eapply reads_new_is_same; eauto.
Qed.

Lemma same_home_refl h : same_home h h = true.
Proof. destruct h as [h|]; cbn; [|reflexivity]. unfold place_eqb. destruct (known h); [apply String.eqb_refl|reflexivity]. Qed.

Lemma distinct_covers l h : In h l -> exists k, In k (distinct l) /\ same_home h k = true /\ In k l.
Proof.
  induction l as [|j l IH]; [contradiction|]. intros [->|I].
  - cbn. destruct (existsb (same_home h) (distinct l)) eqn:E.
    + apply existsb_exists in E as (k & K & S). exists k. split; [exact K|]. split; [exact S|]. right.
      clear -K. induction l as [|a l IH]; [exact K|]. cbn in K.
      destruct (existsb (same_home a) (distinct l)); [right; auto|destruct K as [->|K]; [now left|right; auto]].
    + exists h. split; [now left|]. split; [apply same_home_refl|now left].
  - destruct (IH I) as (k & K & S & L). exists k. cbn.
    destruct (existsb (same_home j) (distinct l)); split; auto; now right.
Qed.

(** One name is one place: the end's own place is among those of the region. *)
Lemma home_in r : In (at_ (tag_ x r)) (homes r).
Proof.
  assert (In (at_ (tag_ x r)) (map at_ (tags g r))) as I by (apply in_map, (tag_in _ _ _ Hin)).
  destruct (distinct_covers _ _ I) as (k & K & S & L). unfold Reading.homes.
  enough (at_ (tag_ x r) = k) as -> by exact K.
  apply in_map_iff in L as (t & T & M). destruct k as [k|]; destruct (at_ (tag_ x r)) as [h|] eqn:H; try discriminate S; [|reflexivity].
  destruct (placed_at r h H) as [EH NH]. destruct (all_placed _ _ _ Hin r t M k T) as [EK NK].
  rewrite EH, EK. do 2 f_equal. unfold same_home, place_eqb in S.
  destruct (known h) as [y|]; destruct (known k) as [z|]; try discriminate S; [|reflexivity].
  apply String.eqb_eq in S. f_equal. now apply Hnames; [apply NH|apply NK|].
Qed.

Lemma reads_one_place : approximates read_one_place (of_both f one_name).
Proof.
  unfold Reading.read_one_place. eapply approximates_each; [apply (home_in Source)|].
  eapply approximates_each; [apply (home_in Destination)|]. apply (reads_same_place Source).
Qed.

(** ** Policies of an end *)

Lemma policies_at_end r q :
  end_at f r = Pod q -> policies_at (at_ (tag_ x r)) = policies_of c (ns_name (pod_namespace q)).
Proof.
  intros E. destruct (at_ (tag_ x r)) as [h|] eqn:H.
  - destruct (place_of r h H) as (p & P & A). rewrite E in P. injection P as <-.
    destruct (placed_at r h H) as [-> N]. cbn. unfold at_place in A. cbn in A. unfold policies_of.
    destruct (known h) as [y|].
    + destruct A as (I & -> & _). now rewrite is_known_In.
    + destruct A as (_ & -> & _). reflexivity.
  - destruct (no_place r H) as [a O]. congruence.
Qed.

Lemma capable_end r :
  capable (tag_ x r) = match end_at f r with Pod q => negb (host_network q) | Outside _ => false end.
Proof.
  pose proof (real_tag _ _ _ Hreal r) as (F & _). unfold capable.
  destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; try reflexivity.
  - destruct F as (_ & _ & (_ & _ & _ & -> & _)). reflexivity.
  - destruct F as (_ & _ & _ & -> & _). reflexivity.
  - destruct F as ((u & _ & (_ & _ & _ & -> & _) & ->) & _). reflexivity.
  - destruct F as ((_ & _ & _ & -> & _) & _). reflexivity.
Qed.

Lemma labels_end r q : end_at f r = Pod q -> forall key, has_name (label_values c w g r (tag_ x r) key) (pod_labels q key) = true.
Proof. intros E key. pose proof (label_sound c w g x Hreal Hin r key) as S. cbn in S. now rewrite E in S. Qed.
Lemma namespace_labels_end r q :
  end_at f r = Pod q ->
  forall key, has_name (namespace_label_values c w g r (at_ (tag_ x r)) key) (labels_of (pod_namespace q) key) = true.
Proof. intros E key. pose proof (namespace_label_sound c w g x Hreal Hin r key) as S. cbn in S. now rewrite E in S. Qed.

(** ** Addresses *)

Lemma reads_in_reach r n :
  match end_at f r with
  | Outside a => approximates (in_reach r (flow_family f) n (tag_ x r)) (has_number n a)
  | Pod q =>
      match pod_address q with
      | Known a => approximates (in_reach r (flow_family f) n (tag_ x r)) (has_number n a)
      | Unknown answer =>
          forall b, block_family b = flow_family f -> n = block_numbers b ->
          approximates (in_reach r (flow_family f) n (tag_ x r)) (answer b)
      end
  end.
Proof.
  pose proof (real_tag _ _ _ Hreal r) as (F & _ & R). pose proof (address_is_in _ _ _ Hin r) as A.
  assert (forall a, has_number (reach (tag_ x r) (flow_family (flow_ x))) a = true -> has_number (address_in g r) a = true ->
    approximates (in_reach r (flow_family (flow_ x)) n (tag_ x r)) (has_number n a)) as K.
  { intros a H J. unfold Reading.in_reach. destruct (has_address (tag_ x r)).
    - apply inside_sound. now rewrite has_meet, H, J.
    - pose proof (inside_sound _ n a H) as I. now destruct (inside _ n). }
  destruct (end_at (flow_ x) r) as [q|a] eqn:E; [|apply K; auto].
  destruct (pod_address q) as [a|answer] eqn:D; [apply K; [exact R|]; apply A; cbn; now rewrite D|].
  intros b B ->. unfold Reading.in_reach.
  assert (has_address (tag_ x r) = false) as ->.
  { unfold has_address. destruct (as_ (tag_ x r)), (who_ x r); try contradiction; try reflexivity.
    - destruct F as (_ & _ & (_ & _ & _ & _ & _ & F)). rewrite D in F. inversion F as [|? N]. now rewrite N.
    - destruct F as (_ & _ & _ & _ & _ & (a & F & _)). congruence. }
  destruct (inside _ (block_numbers b)) eqn:I; try exact Logic.I. cbn.
  destruct (answer b) eqn:T; [|reflexivity]. destruct (R b B T) as (a & H & J).
  pose proof (inside_sound _ (block_numbers b) a H) as S. rewrite I, has_block, J in S. discriminate.
Qed.

Lemma reads_block r b :
  approximates (read_block r (block_family b) (block_numbers b) (tag_ x r)) (block_matches (cni c) f b (end_at f r)).
Proof.
  unfold Reading.read_block, block_matches.
  pose proof (families_of_sound c w g x Hreal Hin r) as L.
  destruct (existsb (family_eqb (block_family b)) (families_of c g (tag_ x r))) eqn:X.
  2: { destruct (family_eqb (block_family b) (flow_family f)) eqn:E; [|reflexivity]. apply family_eqb_eq in E.
       apply not_true_iff_false in X. exfalso. apply X. apply existsb_exists. exists (flow_family f).
       split; [exact L|]. now apply family_eqb_eq. }
  set (v := match is_outsider (tag_ x r), cni c with
            | false, BlocksSkipPods => No | _, _ => in_reach r (block_family b) (block_numbers b) (tag_ x r) end).
  assert (block_family b = flow_family f ->
    approximates v (match end_at f r, cni c with
      | Outside a, _ => in_block b a
      | Pod p, BlocksSkipPods => false
      | Pod p, _ => match pod_address p with Known a => in_block b a | Unknown answer => answer b end end)) as V.
  { intros B. pose proof (reads_in_reach r (block_numbers b)) as R. rewrite <- B in R. unfold v.
    pose proof (real_tag _ _ _ Hreal r) as (F & _).
    assert (is_outsider (tag_ x r) = match end_at f r with Outside _ => true | Pod _ => false end) as ->.
    { unfold is_outsider. destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; reflexivity. }
    destruct (end_at f r) as [q|a]; [destruct (pod_address q)|]; rewrite ?has_block in R; destruct (cni c); cbn; try reflexivity; auto. }
  assert (approximates match v with No => No | _ => Maybe end (family_eqb (block_family b) (flow_family f) &&
    match end_at f r, cni c with
      | Outside a, _ => in_block b a
      | Pod p, BlocksSkipPods => false
      | Pod p, _ => match pod_address p with Known a => in_block b a | Unknown answer => answer b end end)) as M.
  { destruct (family_eqb (block_family b) (flow_family f)) eqn:E; [|now destruct v].
    apply family_eqb_eq in E. specialize (V E). now destruct v. }
  destruct (families_of c g (tag_ x r)) as [|m [|m' l]]; [contradiction| |destruct v; exact M].
  cbn in X. rewrite orb_false_r in X. apply family_eqb_eq in X. destruct L as [->|[]].
  rewrite X in *. rewrite (proj2 (family_eqb_eq _ _) eq_refl). cbn [andb]. now apply V.
Qed.

(** ** Rules *)

Lemma transport_word_eqb t u : name_eqb (Some (transport_word t)) (Some (transport_word u)) = protocol_eqb t u.
Proof. now destruct t, u. Qed.

Lemma reads_transport t :
  approximates (within (got g Transport) (only [Some (transport_word t)])) (protocol_eqb (transport f) t).
Proof.
  pose proof (within_sound _ (only [Some (transport_word t)]) _ (got_sound c g x Transport Hin)) as W.
  rewrite has_only in W. cbn [existsb value] in W. now rewrite orb_false_r, transport_word_eqb in W.
Qed.

Lemma reads_ports first last : approximates (inside (ports_in g) [(first, last)]) ((first <=? port f) && (port f <=? last)).
Proof.
  pose proof (inside_sound _ [(first, last)] _ (port_in _ _ _ Hin)) as W. cbn in W. now rewrite orb_false_r in W.
Qed.

Lemma reads_port y : approximates (read_port y) (port_matches f y).
Proof.
  unfold Reading.read_port, port_matches. apply approximates_and; [apply reads_transport|].
  destruct (first_port y) as [first|]; [|reflexivity]. destruct (end_port y) as [last|]; [apply reads_ports|].
  pose proof (reads_ports first first) as R.
  assert ((first <=? port f) && (port f <=? first) = (port f =? first)) as <-; [|exact R].
  apply eq_true_iff_eq. rewrite andb_true_iff, !N.leb_le, N.eqb_eq. lia.
Qed.

Lemma reads_peer r q y :
  end_at f (opposite r) = Pod q ->
  approximates (read_peer r (at_ (tag_ x (opposite r))) y (tag_ x r))
    (peer_matches (cni c) f (ns_name (pod_namespace q)) (end_at f r) y).
Proof.
  intros Q. destruct y as [ns ps|b]; cbn [Reading.read_peer peer_matches]; [|apply reads_block].
  rewrite capable_end. destruct (end_at f r) as [p|a] eqn:E; [|reflexivity].
  destruct (host_network p); cbn [negb andb]; [reflexivity|].
  apply short_and.
  - destruct ns as [s|].
    + apply reads_selector. now apply namespace_labels_end.
    + pose proof (reads_same_place r) as S. unfold of_both, one_name in S.
      destruct r; cbn in Q, E; rewrite Q, E in S; [exact S|]. now rewrite String.eqb_sym.
  - apply (reads_option ps (read_selector (label_values c w g r (tag_ x r))) (fun s => selects s (pod_labels p))).
    intros s. apply reads_selector. now apply labels_end.
Qed.

Lemma reads_rule r q u :
  end_at f (opposite r) = Pod q ->
  approximates (read_rule r (at_ (tag_ x (opposite r))) u)
    (rule_matches (cni c) f (ns_name (pod_namespace q)) (end_at f r) u).
Proof.
  intros Q. unfold Reading.read_rule, rule_matches.
  pose proof (reads_some_or_empty (ports u) read_port (port_matches f) (fun y _ => reads_port y)) as P.
  assert (peers u <> [] -> approximates
    (t_each (fun t => t_some (fun test : tag -> ternary => test t) (map (read_peer r (at_ (tag_ x (opposite r)))) (peers u))) (tags g r))
    (some_or_empty (peers u) (peer_matches (cni c) f (ns_name (pod_namespace q)) (end_at f r)))) as M.
  { intros N. eapply approximates_each; [apply (tag_in _ _ _ Hin)|]. destruct (peers u) as [|y l] eqn:U; [contradiction|].
    rewrite <- U. replace (some_or_empty (peers u)) with (fun test => existsb test (peers u)) by (now rewrite U). cbn beta.
    clear U N. induction (peers u) as [|z m IH]; [reflexivity|]. cbn [map].
    pose proof (approximates_or _ _ _ _ (reads_peer r q z Q) IH) as O. cbn [t_some existsb].
    destruct (read_peer r _ z (tag_ x r)); exact O. }
  destruct (peers u) as [|y l].
  - cbn [some_or_empty]. rewrite andb_true_r. destruct (read_some_or_empty (ports u) read_port); exact P.
  - apply short_and; [exact P|]. apply M. discriminate.
Qed.

(** ** Directions *)

Lemma opposite_subject d : end_at f (opposite (subject d)) = end_of f (other d).
Proof. now destruct d. Qed.
Lemma subject_end d : end_at f (subject d) = end_of f d.
Proof. now destruct d. Qed.
Lemma opposite_opposite r : opposite (opposite r) = r.
Proof. now destruct r. Qed.

Lemma reads_selected d p q :
  end_of f d = Pod q -> host_network q = false ->
  approximates (read_selected (subject d) (at_ (tag_ x (subject d))) p (tag_ x (subject d))) (selects (pod_selector p) (pod_labels q)).
Proof.
  intros E H. unfold Reading.read_selected. rewrite capable_end, subject_end, E, H, same_home_refl. cbn [negb andb].
  apply reads_selector. apply labels_end. now rewrite subject_end.
Qed.

Lemma existsb_filter {A} (p q : A -> bool) l : existsb p (filter q l) = existsb (fun y => q y && p y) l.
Proof. induction l as [|y l IH]; cbn; [reflexivity|]. destruct (q y); cbn; now rewrite IH. Qed.

Lemma reads_isolated d some :
  approximates (read_isolated d some)
    (pod_at f d (fun q => existsb (some (at_ (tag_ x (subject d)))) (isolating (policies_of c) d q))).
Proof.
  unfold Reading.read_isolated. eapply approximates_each; [apply (tag_in _ _ _ Hin)|]. unfold pod_at, isolating.
  destruct (end_of f d) as [q|a] eqn:E.
  - rewrite (policies_at_end (subject d) q) by (now rewrite subject_end).
    destruct (host_network q) eqn:H; cbn [negb andb].
    + replace false with (existsb (fun _ : policy => false) (filter (fun p => speaks d p && some (at_ (tag_ x (subject d))) p)
        (policies_of c (ns_name (pod_namespace q))))).
      * apply approximates_some. intros p _. unfold Reading.read_selected. rewrite capable_end, subject_end, E, H. reflexivity.
      * induction (filter _ _); auto.
    + rewrite existsb_filter.
      replace (existsb _ (policies_of c _)) with
        (existsb (fun p => selects (pod_selector p) (pod_labels q)) (filter (fun p => speaks d p && some (at_ (tag_ x (subject d))) p)
          (policies_of c (ns_name (pod_namespace q))))).
      * apply approximates_some. intros p _. now apply reads_selected.
      * rewrite existsb_filter. unfold speaks. induction (policies_of c _) as [|p l IH]; cbn; [reflexivity|]. rewrite IH.
        now destruct (existsb (direction_eqb d) (types p)), (some _ p), (selects _ _).
  - rewrite <- subject_end in E. destruct (at_ (tag_ x (subject d))) as [h|] eqn:H; [|reflexivity].
    destruct (place_of _ h H) as (q & Q & _). congruence.
Qed.

(** What is read of the rules of one policy at one place. *)
Definition read_policy (d : direction) (some : option place -> policy -> list rule) (h : option place) (p : policy) : ternary :=
  match some h p with
  | [] => No
  | l => match t_each (read_selected (subject d) h p) (tags g (subject d)) with
         | No => No
         | v => t_some (fun u => t_and v (read_rule (opposite (subject d)) h u)) l
         end
  end.

Lemma t_some_yes {A} (test : A -> ternary) l : t_some test l = Yes -> exists y, In y l /\ test y = Yes.
Proof.
  induction l as [|y l IH]; cbn; [discriminate|]. intros H. destruct (test y) eqn:T; [eauto| |].
  - cbn in H. destruct (t_some test l); try discriminate. destruct (IH eq_refl) as (z & Z & E). eauto.
  - cbn in H. destruct (t_some test l); try discriminate. destruct (IH eq_refl) as (z & Z & E). eauto.
Qed.
Lemma t_some_no {A} (test : A -> ternary) l : t_some test l = No -> forall y, In y l -> test y = No.
Proof.
  induction l as [|y l IH]; cbn; [contradiction|]. intros H z [->|I].
  - destruct (test z); try discriminate; [reflexivity|]. cbn in H. now destruct (t_some test l).
  - destruct (test y); try discriminate; cbn in H; destruct (t_some test l); try discriminate; auto.
Qed.

Lemma reads_policy d some p q :
  end_of f d = Pod q -> host_network q = false ->
  approximates (read_policy d some (at_ (tag_ x (subject d))) p)
    (selects (pod_selector p) (pod_labels q) &&
     existsb (rule_matches (cni c) f (ns_name (pod_namespace q)) (end_of f (other d))) (some (at_ (tag_ x (subject d))) p)).
Proof.
  intros E H. unfold read_policy. set (h := at_ (tag_ x (subject d))).
  destruct (some h p) as [|u l]; [apply andb_false_r|].
  assert (approximates (t_each (read_selected (subject d) h p) (tags g (subject d))) (selects (pod_selector p) (pod_labels q))) as S.
  { eapply approximates_each; [apply (tag_in _ _ _ Hin)|]. now apply reads_selected. }
  assert (forall v, approximates v (selects (pod_selector p) (pod_labels q)) ->
    approximates (t_some (fun u => t_and v (read_rule (opposite (subject d)) h u)) (u :: l))
      (selects (pod_selector p) (pod_labels q) &&
       existsb (rule_matches (cni c) f (ns_name (pod_namespace q)) (end_of f (other d))) (u :: l))) as R.
  { intros v V. replace (selects (pod_selector p) (pod_labels q) && existsb _ (u :: l)) with
      (existsb (fun u => selects (pod_selector p) (pod_labels q) &&
        rule_matches (cni c) f (ns_name (pod_namespace q)) (end_of f (other d)) u) (u :: l)).
    - apply approximates_some. intros y _. apply approximates_and; [exact V|].
      pose proof (reads_rule (opposite (subject d)) q y) as Y. rewrite opposite_opposite, opposite_subject in Y.
      apply Y. now rewrite subject_end.
    - induction (u :: l) as [|y m IH]; cbn; [now rewrite andb_false_r|]. rewrite IH.
      now destruct (selects (pod_selector p) (pod_labels q)). }
  destruct (t_each _ (tags g (subject d))) eqn:T; try (now apply R).
  cbn in S |- *. now rewrite S.
Qed.

Lemma reads_admitted d some :
  approximates (read_admitted d some)
    (pod_at f d (fun q => existsb
      (fun p => existsb (rule_matches (cni c) f (ns_name (pod_namespace q)) (end_of f (other d))) (some (at_ (tag_ x (subject d))) p))
      (isolating (policies_of c) d q))).
Proof.
  set (h := at_ (tag_ x (subject d))). unfold pod_at, isolating.
  assert (forall t, t = read_admitted d some -> t <> Maybe ->
    (t = Yes -> exists k p, In k (homes (subject d)) /\ In p (filter (speaks d) (policies_at k)) /\ read_policy d some k p = Yes) /\
    (t = No -> forall p, In p (filter (speaks d) (policies_at h)) -> read_policy d some h p = No)) as G.
  { intros t -> _. split; intros A; unfold Reading.read_admitted in A.
    - apply t_some_yes in A as (k & K & A). apply t_some_yes in A as (p & P & A). exists k, p. auto.
    - intros p P. pose proof (t_some_no _ _ A h (home_in (subject d))) as B. exact (t_some_no _ _ B p P). }
  destruct (read_admitted d some) eqn:A; [| |exact I]; destruct (G _ eq_refl ltac:(discriminate)) as [GY GN]; clear G; cbn.
  - destruct (GY eq_refl) as (k & p & K & P & Y). clear GY GN.
    assert (k = h /\ exists q, end_of f d = Pod q /\ host_network q = false) as (-> & q & E & H).
    { unfold read_policy in Y. destruct (some k p) as [|u0 l0]; [discriminate|].
      destruct (t_each_in (read_selected (subject d) k p) _ _ (tag_in _ _ _ Hin (subject d))) as [M|M]; rewrite M in Y.
      - exfalso. clear -Y. induction (u0 :: l0) as [|u m IH]; cbn in Y; [discriminate|].
        destruct (read_rule (opposite (subject d)) k u); cbn in Y; destruct (t_some _ m); try discriminate; auto.
      - unfold Reading.read_selected in Y. destruct (capable (tag_ x (subject d))) eqn:C; [|discriminate].
        destruct (same_home (at_ (tag_ x (subject d))) k) eqn:S; [|discriminate]. rewrite capable_end, subject_end in C.
        destruct (end_of f d) as [q|] eqn:E; [|discriminate]. split.
        + pose proof (home_in (subject d)) as J. fold h in J, S. clear -S J K Hin Hnames.
          assert (forall j, In j (homes (subject d)) -> forall i, j = Some i ->
            i = place_at c (known i) /\ forall y, known i = Some y -> In y (namespaces c)) as W.
          { intros j I i ->. assert (In (Some i) (map at_ (tags g (subject d)))) as L.
            { clear -I. unfold Reading.homes in I. induction (map at_ _) as [|a l IH]; [exact I|]. cbn in I.
              destruct (existsb (same_home a) (distinct l)); [right; auto|destruct I as [->|I]; [now left|right; auto]]. }
            apply in_map_iff in L as (t & T & M). eapply (all_placed _ _ _ Hin); eauto. }
          destruct h as [h|], k as [k|]; try discriminate S; [|reflexivity].
          destruct (W _ J h eq_refl) as [EH NH]. destruct (W _ K k eq_refl) as [EK NK].
          rewrite EH, EK. do 2 f_equal. cbn in S. unfold place_eqb in S.
          destruct (known h) as [y|]; destruct (known k) as [z|]; try discriminate S; [|reflexivity].
          apply String.eqb_eq in S. f_equal. symmetry. now apply Hnames; [apply NH|apply NK|].
        + exists q. split; [reflexivity|]. now destruct (host_network q). }
    rewrite E, H. cbn [negb andb]. pose proof (reads_policy d some p q E H) as R. fold h in R. rewrite Y in R. cbn in R.
    apply andb_true_iff in R as [S R]. apply existsb_exists. exists p. split; [|exact R].
    apply filter_In in P as [P T]. apply filter_In.
    unfold h in P. rewrite (policies_at_end (subject d) q) in P by (now rewrite subject_end). split; [exact P|]. unfold speaks in T. now rewrite T, S.
  - specialize (GN eq_refl). destruct (end_of f d) as [q|] eqn:E; [|reflexivity].
    destruct (host_network q) eqn:H; [reflexivity|]. cbn [negb andb].
    apply not_true_iff_false. rewrite existsb_exists. intros (p & P & U). apply filter_In in P as [P T].
    apply andb_true_iff in T as [T S].
    assert (In p (filter (speaks d) (policies_at h))) as J.
    { apply filter_In. split; [|exact T]. unfold h. rewrite (policies_at_end (subject d) q); [exact P|now rewrite subject_end]. }
    pose proof (reads_policy d some p q E H) as R. fold h in R. rewrite (GN p J), S in R. cbn in R. congruence.
Qed.

(** ** A node and its own pods *)

Lemma host_end r :
  match as_ (tag_ x r) with
  | Listed _ p => exists q, end_at f r = Pod q /\ host_network q = on_host p /\ node q = on_node p
  | New => exists q, end_at f r = Pod q /\ host_network q = false /\ node q = None
  | AnyPod => exists q, end_at f r = Pod q /\ host_network q = false /\ node_of_nobody c q
  | Outsider _ => exists a, end_at f r = Outside a
  end.
Proof.
  pose proof (real_tag _ _ _ Hreal r) as (F & _). 
  destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; eauto.
  - destruct F as (_ & _ & (_ & _ & _ & H & N & _)). eauto.
  - destruct F as (_ & _ & _ & H & N & _). eauto.
  - destruct F as ((p0 & _ & (_ & _ & _ & H & _) & O) & N). rewrite O in H. eauto.
  - destruct F as ((_ & _ & _ & H & _) & N). eauto.
Qed.

Lemma listed_in r i p : as_ (tag_ x r) = Listed i p -> In p (pods c).
Proof.
  intros A. pose proof (real_tag _ _ _ Hreal r) as (F & _). rewrite A in F.
  destruct (who_ x r), (end_at (flow_ x) r); try contradiction. destruct F as (_ & F & _). eapply nth_error_In; eauto.
Qed.

Lemma own_pair_end : own_pair (tag_ x Source) (tag_ x Destination) = own_node (cni c) f.
Proof.
  (* What a tag says of nodes is so of its pod; of a pod without a tag of its own nothing is said, and it meets no host. *)
  assert (forall r, match end_at f r with
    | Outside _ => host_node (tag_ x r) = None /\ guest_node (tag_ x r) = None
    | Pod q =>
        host_node (tag_ x r) = (if host_network q then node q else None) /\
        (guest_node (tag_ x r) = (if host_network q then None else node q) \/
         guest_node (tag_ x r) = None /\ host_network q = false /\ node_of_nobody c q)
    end) as H.
  { intros r. pose proof (host_end r) as E. unfold host_node, guest_node. destruct (as_ (tag_ x r)) as [i p| | |h].
    - destruct E as (q & -> & <- & <-). destruct (host_network q); auto.
    - destruct E as (q & -> & -> & ->). auto.
    - destruct E as (q & -> & -> & N). split; [reflexivity|]. right. auto.
    - destruct E as (a & ->). auto. }
  assert (forall r q p, end_at f r = Pod p -> host_network p = true -> node_of_nobody c q ->
    meets_node (node q) (node p) = false /\ meets_node (node p) (node q) = false) as W.
  { intros r q p E K N. pose proof (host_end r) as G. rewrite E in G. destruct (as_ (tag_ x r)) as [i u| | |h] eqn:A.
    - destruct G as (v & [= <-] & B & D). rewrite D. rewrite K in B. unfold meets_node.
      destruct (N u (listed_in r i u A) (eq_sym B)) as [-> |M]; [destruct (on_node u); auto|].
      destruct (node q) as [n|], (on_node u) as [m|]; auto. split; apply String.eqb_neq; congruence.
    - destruct G as (v & [= <-] & B & _). congruence.
    - destruct G as (v & [= <-] & B & _). congruence.
    - destruct G as (a & G). discriminate. }
  pose proof (H Source) as S. pose proof (H Destination) as D. pose proof (W Source) as WS. pose proof (W Destination) as WD.
  cbn [end_at] in S, D, WS, WD. unfold Reading.own_pair, own_node.
  destruct (source f) as [s|a].
  2: { destruct S as [-> ->]. reflexivity. }
  destruct (destination f) as [d|a].
  2: { destruct D as [-> ->]. cbn. destruct (host_node (tag_ x Source)), (guest_node (tag_ x Source)); reflexivity. }
  destruct S as [-> S], D as [-> D].
  assert (meets_node (if host_network s then node s else None) (guest_node (tag_ x Destination)) =
    meets_node (node s) (node d) && (host_network s && negb (host_network d))) as ->.
  { destruct (host_network s) eqn:HS; cbn [andb]; [|now rewrite andb_false_r].
    destruct D as [-> |(-> & HD & N)].
    - destruct (host_network d); cbn; [|now rewrite andb_true_r]. destruct (node s); cbn; now rewrite ?andb_false_r.
    - rewrite HD. cbn. rewrite andb_true_r. destruct (WS d s eq_refl HS N) as [_ ->]. now destruct (node s). }
  assert (meets_node (guest_node (tag_ x Source)) (if host_network d then node d else None) =
    meets_node (node s) (node d) && (negb (host_network s) && host_network d)) as ->.
  { destruct (host_network d) eqn:HD; [|rewrite !andb_false_r; destruct (guest_node _); reflexivity]. rewrite andb_true_r.
    destruct S as [-> |(-> & HS & N)].
    - destruct (host_network s); cbn; now rewrite ?andb_false_r, ?andb_true_r.
    - rewrite HS. cbn. rewrite andb_true_r. now destruct (WD s d eq_refl HD N) as [-> _]. }
  unfold meets_node. destruct (node s) as [n|]; [|reflexivity]. destruct (node d) as [m|]; [|reflexivity].
  destruct (String.eqb n m), (host_network s), (host_network d), (cni c); reflexivity.
Qed.

Lemma reads_own_node : approximates (read_own_node) (own_node (cni c) f).
Proof.
  rewrite <- own_pair_end. unfold Reading.read_own_node.
  pose proof (tag_in _ _ _ Hin Source) as S. pose proof (tag_in _ _ _ Hin Destination) as D.
  assert (forall n m, forallb (fun t => forallb (fun u => negb (own_pair t u)) (filter (placed_on m) (tags g Destination)))
      (filter (placed_on n) (tags g Source)) = true ->
    placed_on n (tag_ x Source) = true -> placed_on m (tag_ x Destination) = true ->
    own_pair (tag_ x Source) (tag_ x Destination) = false) as W.
  { intros n m A N M. rewrite forallb_forall in A. specialize (A (tag_ x Source)). rewrite forallb_forall in A.
    apply negb_true_iff. apply A; apply filter_In; auto. }
  destruct (_ && _) eqn:E.
  - apply andb_true_iff in E as [E F]. cbn. apply not_true_iff_false. intros O.
    assert (own_pair (tag_ x Source) (tag_ x Destination) = false) as N; [|congruence].
    unfold Reading.own_pair, meets_node in O. apply orb_true_iff in O as [O|O].
    + apply (W _ _ E); unfold placed_on; destruct (host_node (tag_ x Source)), (guest_node (tag_ x Destination)); try discriminate; reflexivity.
    + apply andb_true_iff in O as [O _].
      apply (W _ _ F); unfold placed_on; destruct (guest_node (tag_ x Source)), (host_node (tag_ x Destination)); try discriminate; reflexivity.
  - destruct (forallb _ (tags g Source)) eqn:A; [|exact I]. cbn.
    rewrite forallb_forall in A. specialize (A _ S). rewrite forallb_forall in A. exact (A _ D).
Qed.

(** ** Sentences *)

Lemma outsider_end r : is_outsider (tag_ x r) = match end_at f r with Outside _ => true | Pod _ => false end.
Proof.
  pose proof (real_tag _ _ _ Hreal r) as (F & _). unfold is_outsider.
  destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; reflexivity.
Qed.

Lemma outsider_family r h : as_ (tag_ x r) = Outsider h -> h = flow_family f /\ exists a, end_at f r = Outside a.
Proof.
  intros A. pose proof (real_tag _ _ _ Hreal r) as (F & _). rewrite A in F. 
  destruct (who_ x r), (end_at (flow_ x) r); try contradiction. eauto.
Qed.

Lemma within_names l (v : string) s :
  has_name s (Some v) = true -> approximates (within s (only (map Some l))) (existsb (String.eqb v) l).
Proof.
  intros H. pose proof (within_sound s (only (map Some l)) _ H) as W. rewrite has_only in W.
  replace (existsb (String.eqb v) l) with (existsb (name_eqb (Some v)) (map Some l)); [exact W|].
  clear. induction l as [|u l IH]; cbn; [reflexivity|]. now rewrite IH.
Qed.

Lemma group_induction (P : group -> Prop) :
  (forall ns ps a, P (Pods ns ps a)) -> (forall b, P (Addresses b)) -> P Internet -> P External -> P Anyone ->
  (forall l, (forall m, In m l -> P m) -> P (AnyOf l)) -> forall m, P m.
Proof.
  intros Hp Ha Hi He Hn Hl. exact (fix go (m : group) : P m :=
    match m with
    | Pods ns ps a => Hp ns ps a
    | Addresses b => Ha b
    | Internet => Hi
    | External => He
    | Anyone => Hn
    | AnyOf l => Hl l ((fix each (l : list group) : forall m, In m l -> P m :=
        match l with
        | [] => fun m i => match i with end
        | y :: rest => fun m i => match i with or_introl e => eq_ind y P (go y) m e | or_intror i => each rest m i end
        end) l)
    end).
Qed.

Lemma reads_member r m :
  approximates (read_member r (tag_ x r) m) (member (flow_family f) (end_at f r) m).
Proof.
  induction m as [ns ps as_who|b| | | |l IH] using group_induction.
  - cbn [Reading.read_member member]. rewrite outsider_end. destruct (end_at f r) as [q|a] eqn:E; [|reflexivity].
    rewrite <- andb_assoc. apply short_and.
    + destruct ns as [|l|s]; [reflexivity| |].
      * apply within_names. pose proof (names_at_sound c w g x Hreal Hin r) as S. cbn in S. now rewrite E in S.
      * apply reads_selector. now apply namespace_labels_end.
    + apply approximates_and.
      * apply (reads_option ps _ (fun s => selects s (pod_labels q))). intros s. apply reads_selector. now apply labels_end.
      * apply (reads_option as_who _ (String.eqb (account q))). intros a.
        pose proof (account_sound c w g x Hreal Hin r) as S. cbn in S. rewrite E in S. cbn in S.
        pose proof (within_names [a] _ _ S) as W. cbn in W. now rewrite orb_false_r in W.
  - cbn [Reading.read_member member]. destruct (as_ (tag_ x r)) as [i p| | |h] eqn:A;
      try (pose proof (outsider_end r) as O; unfold is_outsider in O; rewrite A in O; destruct (end_at f r); [reflexivity|discriminate]).
    destruct (outsider_family r h A) as [-> [a E]]. rewrite E.
    destruct (family_eqb (block_family b) (flow_family f)) eqn:B; [|reflexivity].
    pose proof (reads_in_reach r (block_numbers b)) as R. rewrite E, has_block in R. exact R.
  - cbn [Reading.read_member member]. destruct (as_ (tag_ x r)) as [i p| | |h] eqn:A;
      try (pose proof (outsider_end r) as O; unfold is_outsider in O; rewrite A in O; destruct (end_at f r); [reflexivity|discriminate]).
    destruct (outsider_family r h A) as [-> [a E]]. rewrite E.
    pose proof (reads_in_reach r (map (range_of (flow_family f)) (special (flow_family f)))) as R.
    rewrite E, has_ranges in R. now apply approximates_not.
  - cbn [Reading.read_member member]. rewrite outsider_end. destruct (end_at f r); reflexivity.
  - reflexivity.
  - cbn [Reading.read_member member]. apply approximates_some. exact IH.
Qed.

Lemma reads_port_term t : approximates (read_port_term t) (port_term_holds f t).
Proof.
  destruct t as [first last t|[t|]]; cbn.
  - rewrite <- andb_assoc. apply approximates_and; [apply reads_transport|apply reads_ports].
  - apply reads_transport.
  - reflexivity.
Qed.

Lemma label_union_sound r key : has_name (label_union r key) (value x (NamespaceLabel r key)) = true.
Proof.
  pose proof (namespace_label_sound c w g x Hreal Hin r key) as S. pose proof (home_in r) as H.
  unfold Reading.label_union. induction (homes r) as [|h l IH]; [contradiction|]. cbn [fold_right].
  rewrite has_others, has_both, !has_others. destruct H as [->|H]; [now rewrite S|].
  rewrite (IH H). now rewrite andb_false_r.
Qed.

Lemma reads_pods : approximates read_pods (match source f, destination f with Pod _, Pod _ => true | _, _ => false end).
Proof.
  unfold Reading.read_pods.
  assert (forall r, approximates (t_each (fun h => of_bool (match h with Some _ => true | None => false end)) (homes r))
    (match end_at f r with Pod _ => true | Outside _ => false end)) as R.
  { intros r. eapply approximates_each; [apply (home_in r)|]. destruct (at_ (tag_ x r)) as [h|] eqn:H.
    - destruct (place_of r h H) as (q & -> & _). reflexivity.
    - destruct (no_place r H) as [a ->]. reflexivity. }
  pose proof (approximates_and _ _ _ _ (R Source) (R Destination)) as A. cbn [end_at] in A.
  destruct (source f), (destination f); exact A.
Qed.

Lemma value_eqb_name u v : value_eqb u v = name_eqb u v.
Proof. reflexivity. Qed.

Section TwoPods.
Variables p q : pod.
Hypothesis P : source f = Pod p.
Hypothesis Q : destination f = Pod q.

Lemma union_source key : has_name (label_union Source key) (labels_of (pod_namespace p) key) = true.
Proof. pose proof (label_union_sound Source key) as S. cbn in S. now rewrite P in S. Qed.
Lemma union_destination key : has_name (label_union Destination key) (labels_of (pod_namespace q) key) = true.
Proof. pose proof (label_union_sound Destination key) as S. cbn in S. now rewrite Q in S. Qed.
Lemma one_place_two : approximates read_one_place (one_name p q).
Proof. pose proof reads_one_place as R. unfold of_both in R. now rewrite P, Q in R. Qed.

Lemma like_of_one key : one_name p q = true -> like key p q = true.
Proof. intros E. apply name_eqb_eq. eapply (one_label c w x Hreal); eauto. Qed.

Lemma reads_unlike key : approximates (read_unlike key) (negb (like key p q)).
Proof.
  unfold Reading.read_unlike. pose proof (union_source key) as S. pose proof (union_destination key) as D.
  pose proof (got_sound c g x (SameLabel key) Hin) as G. cbn [value] in G. unfold of_both in G. rewrite P, Q in G.
  destruct (like key p q) eqn:L.
  - pose proof L as E. apply name_eqb_eq in E. rewrite E in S. rewrite G. cbn [negb].
    destruct (disjoint _ _) eqn:J; [pose proof (disjoint_none _ _ _ J S); congruence|].
    assert (approximates match read_one_place with Yes => No
      | _ => if negb (has_name (got g (SameLabel key)) (Some "different"%string)) then No else Maybe end false) as M.
    { destruct read_one_place; [reflexivity| |]; destruct (has_name (got g (SameLabel key)) (Some "different"%string)); cbn; auto. }
    destruct (single (label_union Source key)) as [a|] eqn:A; [destruct (single (label_union Destination key)) as [b|] eqn:B|]; try exact M.
    apply (single_only _ _ _ A) in S. apply (single_only _ _ _ B) in D. rewrite <- S, <- D.
    now rewrite (proj2 (name_eqb_eq _ _) eq_refl).
  - rewrite G. cbn [negb]. destruct (disjoint _ _); [reflexivity|].
    assert (approximates match read_one_place with Yes => No
      | _ => if negb (has_name (got g (SameLabel key)) (Some "equal"%string)) then Yes else Maybe end true) as M.
    { pose proof one_place_two as O. destruct read_one_place.
      - cbn in O. apply (like_of_one key) in O. congruence.
      - destruct (has_name (got g (SameLabel key)) (Some "equal"%string)); cbn; auto.
      - destruct (has_name (got g (SameLabel key)) (Some "equal"%string)); cbn; auto. }
    destruct (single (label_union Source key)) as [a|] eqn:A; [destruct (single (label_union Destination key)) as [b|] eqn:B|]; try exact M.
    apply (single_only _ _ _ A) in S. apply (single_only _ _ _ B) in D. unfold like in L. rewrite S, D in L. now rewrite L.
Qed.
End TwoPods.

Lemma reads_divided key : approximates (read_divided key) (holds f (Divided key)).
Proof.
  unfold Reading.read_divided. cbn [holds]. unfold of_two. pose proof reads_pods as R.
  destruct (source f) as [p|] eqn:P; [destruct (destination f) as [q|] eqn:Q|]; cbn in R.
  2,3: destruct read_pods; try discriminate; cbn [t_and]; [reflexivity|]; destruct (match read_unlike key with Yes => _ | _ => _ end); cbn; auto.
  pose proof (reads_unlike p q P Q key) as U. pose proof (one_place_two p q P Q) as O.
  change (approximates (t_and read_pods match read_unlike key with
    | Yes => Yes | No => No | Maybe => match read_one_place with Yes => No | _ => Maybe end end)
    (negb (one_name p q) && negb (like key p q))).
  replace (negb (one_name p q) && negb (like key p q)) with (true && (negb (one_name p q) && negb (like key p q))) by reflexivity.
  apply approximates_and; [exact R|]. destruct (read_unlike key); cbn [approximates] in *.
  - rewrite U, andb_true_r. destruct (one_name p q) eqn:E; [|reflexivity]. rewrite (like_of_one p q P Q key E) in U. discriminate.
  - rewrite U. apply andb_false_r.
  - destruct read_one_place; cbn [approximates] in *; auto. now rewrite O.
Qed.

Lemma reads_crossing key : approximates (read_crossing key) (holds f (Crossing key)).
Proof.
  unfold Reading.read_crossing. cbn [holds]. unfold of_two. pose proof reads_pods as R.
  destruct (source f) as [p|] eqn:P; [destruct (destination f) as [q|] eqn:Q|]; cbn in R.
  2,3: destruct read_pods; try discriminate; [reflexivity|]; destruct read_one_place; cbn [t_not t_and]; try reflexivity;
    destruct (t_or (read_carries Source key) (read_carries Destination key)); cbn; auto.
  assert (forall r u, has_name (label_union r key) u = true ->
    approximates (read_carries r key) (negb (value_eqb u None))) as C.
  { intros r u H. unfold Reading.read_carries. pose proof (within_sound _ {| all_but := true; listed := [None] |} u H) as W.
    unfold has_name in W. cbn in W. rewrite orb_false_r in W. exact W. }
  apply short_and.
  - pose proof (approximates_and _ _ _ _ R (approximates_not _ _ (one_place_two p q P Q))) as A. exact A.
  - apply approximates_or; apply C; [apply (union_source p q P Q)|apply (union_destination p q P Q)].
Qed.

Lemma condition_induction (P : condition -> Prop) :
  (forall r l, P (Is r l)) -> (forall l, P (On l)) -> (forall k, P (Divided k)) -> (forall k, P (Crossing k)) -> P Never ->
  (forall y, P y -> P (Not y)) -> (forall l, (forall y, In y l -> P y) -> P (All l)) ->
  (forall l, (forall y, In y l -> P y) -> P (Any l)) -> forall y, P y.
Proof.
  intros Hi Ho Hd Hc Hn Ht Ha Hs. exact (fix go (y : condition) : P y :=
    let each := fix each (l : list condition) : forall y, In y l -> P y :=
      match l with
      | [] => fun y i => match i with end
      | z :: rest => fun y i => match i with or_introl e => eq_ind z P (go z) y e | or_intror i => each rest y i end
      end in
    match y with
    | Is r l => Hi r l
    | On l => Ho l
    | Divided k => Hd k
    | Crossing k => Hc k
    | Never => Hn
    | Not y => Ht y (go y)
    | All l => Ha l (each l)
    | Any l => Hs l (each l)
    end).
Qed.

Lemma reads_condition y : approximates (read y) (holds f y).
Proof.
  induction y as [r l|l|key|key| |y IH|l IH|l IH] using condition_induction.
  - cbn [Reading.read holds]. eapply approximates_each; [apply (tag_in _ _ _ Hin r)|]. apply approximates_some. intros m _. apply reads_member.
  - cbn [Reading.read holds]. apply reads_some_or_empty. intros t _. apply reads_port_term.
  - apply reads_divided.
  - apply reads_crossing.
  - reflexivity.
  - cbn [Reading.read holds]. now apply approximates_not.
  - cbn [Reading.read holds]. now apply approximates_all.
  - cbn [Reading.read holds]. now apply approximates_some.
Qed.
End Reading.
