(** The theorem about accepted certificates. *)
From Coq Require Import String List NArith PeanoNat Bool Lia.
From Netproof Require Import Policy Intent World Sets Region Reading ReadingSound Cover.
Import ListNotations.
Open Scope N_scope.

Section Main.
Variable c : cluster.
Variable w : world.

(** * Smaller regions keep their flows *)

Definition answer (q : question) (x : sample) : bool :=
  match q with
  | Asks d s => has_name s (value x d)
  | AsksPort n => has_number n (port (flow_ x))
  | AsksAddress r n => match address_of (end_at (flow_ x) r) with Some a => has_number n a | None => false end
  end.

Section Sample.
Variable x : sample.
Hypothesis Hreal : real c w x.

Lemma narrowed_sound g d s : is_in c g x -> has_name s (value x d) = true -> is_in c (narrowed g d s) x.
Proof.
  intros I H. destruct I as [P T S N A O] eqn:E. split; try assumption; cbn.
  intros e u [Q|Q].
  - injection Q as <- <-. rewrite has_both, H, andb_true_r. exact (got_sound c g x d I).
  - apply filter_In in Q as [Q _]. exact (S e u Q).
Qed.

Lemma refined_sound g q b : is_in c g x -> answer q x = b -> is_in c (refined g q b) x.
Proof.
  intros I H. destruct q as [d s|n|r n]; cbn [refined]; cbn [answer] in H.
  - apply narrowed_sound; [exact I|]. destruct b; [exact H|]. now rewrite has_others, H.
  - destruct I as [P T S N A O]. split; try assumption. cbn [ports_in].
    destruct b; rewrite ?has_meet, ?has_minus, N, H; reflexivity.
  - destruct I as [P T S N A O].
    assert (forall a, address_of (end_at (flow_ x) r) = Some a ->
      has_number (if b then meet (address_in g r) n else minus (address_in g r) n) a = true) as B.
    { intros a E. rewrite E in H. specialize (A r a E). destruct b; rewrite ?has_meet, ?has_minus, A, H; reflexivity. }
    destruct r; (split; try assumption); intros [] a; [exact (B a)|exact (A Destination a)|exact (A Source a)|exact (B a)].
Qed.

Lemma strangers r : is_outsider (tag_ x r) = true -> who_ x r = Stranger.
Proof.
  pose proof (real_tag _ _ _ Hreal r) as (F & _). unfold is_outsider.
  destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; try discriminate; reflexivity.
Qed.

Lemma known_address r :
  has_address (tag_ x r) = true -> exists a, address_of (end_at (flow_ x) r) = Some a /\
    has_number (reach (tag_ x r) (flow_family (flow_ x))) a = true.
Proof.
  intros H. pose proof (real_tag _ _ _ Hreal r) as (F & _ & R). unfold has_address in H.
  destruct (end_at (flow_ x) r) as [q|a]; [|cbn; eauto]. cbn [address_of].
  destruct (pod_address q) as [a|answer] eqn:D; [eauto|]. exfalso.
  destruct (as_ (tag_ x r)) as [i p| | |h], (who_ x r); try contradiction; try discriminate.
  - destruct F as (_ & _ & (_ & _ & _ & _ & _ & F)). rewrite D in F. inversion F as [|? N]. rewrite N in H. discriminate.
  - destruct F as (_ & _ & _ & _ & _ & (a & F & _)). congruence.
Qed.

Lemma may_be_sound g r : is_in c g x -> may_be c w g r (tag_ x r) = true.
Proof.
  intros I. unfold may_be. rewrite !andb_true_iff. repeat split.
  - apply forallb_forall. intros [d s] J. cbn [fst snd]. destruct (side d) as [q|] eqn:D; [|reflexivity].
    destruct (role_eqb q r) eqn:Q; [|reflexivity]. apply role_eqb_eq in Q as ->. cbn. apply negb_true_iff.
    apply not_true_iff_false. intros K.
    pose proof (possible_sound c w g x Hreal I r d D) as P. pose proof (said_of _ _ _ I d s J) as S.
    rewrite (disjoint_none _ _ _ K P) in S. discriminate.
  - pose proof (got_sound c g x Newcomers I) as G. cbn [value] in G. apply existsb_exists.
    exists (is_new (tag_ x (opposite r))). split; [destruct (is_new (tag_ x (opposite r))); cbn; auto|]. destruct r; exact G.
  - pose proof (families_of_sound c w g x Hreal I r) as F. destruct (families_of c g (tag_ x r)) as [|h l] eqn:L; [contradiction|].
    rewrite <- L in *. destruct (has_address (tag_ x r)) eqn:H; [|reflexivity]. cbn.
    destruct (known_address r H) as (a & A & R). apply existsb_exists. exists (flow_family (flow_ x)). split; [now rewrite L in *|].
    apply negb_true_iff, not_true_iff_false. intros N. apply (no_number_none _ a) in N.
    rewrite has_meet, R, (address_is_in _ _ _ I r a A) in N. discriminate.
Qed.

Lemma inside_other g r : is_in c g x -> negb (is_outsider (tag_ x r)) || some_inside (tags g (opposite r)) = true.
Proof.
  intros I. destruct (is_outsider (tag_ x r)) eqn:O; [|reflexivity]. cbn. apply existsb_exists.
  exists (tag_ x (opposite r)). split; [apply (tag_in _ _ _ I)|]. apply negb_true_iff, not_true_iff_false. intros P.
  apply strangers in O, P. pose proof (some_end_is_inside _ _ _ _ _ (real_flow _ _ _ Hreal)) as [N|N]; destruct r; cbn in *; auto.
Qed.

Lemma sifted_sound g : is_in c g x -> is_in c (sifted c w g) x.
Proof.
  intros I. pose proof (inside_other g) as J. pose proof (may_be_sound g) as M.
  pose proof (all_placed _ _ _ I) as P. pose proof (tag_in _ _ _ I) as T. destruct I as [P' T' S N A O] eqn:E.
  split; try assumption.
  - intros [] t Q; cbn in Q; apply filter_In in Q as [Q _]; [apply (P Source)|apply (P Destination)]; exact Q.
  - intros []; cbn; apply filter_In; split; [apply (T Source)| |apply (T Destination)|].
    + pose proof (J Source I) as K. cbn [opposite tags] in K. rewrite K. exact (M Source I).
    + pose proof (J Destination I) as K. cbn [opposite tags] in K. rewrite K. exact (M Destination I).
Qed.

Lemma joined_sound g :
  (forall y z, In y (namespaces c) -> In z (namespaces c) -> name y = name z -> y = z) ->
  is_in c g x -> is_in c (joined c g) x.
Proof.
  intros U I. unfold joined.
  assert (forall r, existsb (fun t => existsb (family_eqb (flow_family (flow_ x))) (tag_families t)) (tags g r) = true) as H.
  { intros r. apply existsb_exists. exists (tag_ x r). split; [apply (tag_in _ _ _ I)|].
    pose proof (families_of_sound c w g x Hreal I r) as F. apply filter_In in F as [_ F]. now apply andb_true_iff in F. }
  assert (is_in c (narrowed g Family (family_names (filter (fun f =>
    existsb (fun t => existsb (family_eqb f) (tag_families t)) (sources g) &&
    existsb (fun t => existsb (family_eqb f) (tag_families t)) (destinations g)) [IPv4; IPv6]))) x) as J.
  { apply narrowed_sound; [exact I|]. cbn [value]. unfold family_names. rewrite has_only. apply existsb_exists.
    exists (Some (family_word (flow_family (flow_ x)))). split; [|now apply name_eqb_eq]. apply in_map_iff.
    exists (flow_family (flow_ x)). split; [reflexivity|]. apply filter_In. split.
    - destruct (flow_family (flow_ x)); cbn; auto.
    - pose proof (H Source) as HS. pose proof (H Destination) as HD. cbn [tags] in HS, HD. now rewrite HS, HD. }
  destruct J as [P T S N A O] eqn:E. split; try assumption. cbn [one_place]. intros K.
  apply orb_true_iff in K as [K|K]; [exact (O K)|].
  pose proof (reads_one_place c w _ x Hreal J U) as R. destruct (read_one_place c _); try discriminate. exact R.
Qed.

Hypothesis Hnames : forall y z, In y (namespaces c) -> In z (namespaces c) -> name y = name z -> y = z.

Lemma normalized_sound g : is_in c g x -> is_in c (normalized c w g) x.
Proof. intros I. repeat (apply sifted_sound || apply joined_sound || assumption). Qed.

Lemma is_empty_sound g : is_in c g x -> is_empty c g = false.
Proof.
  intros I. apply not_true_iff_false. intros E. unfold is_empty in E.
  pose proof (tag_in _ _ _ I Source) as S. pose proof (tag_in _ _ _ I Destination) as D. cbn [tags] in S, D.
  destruct (sources g) as [|s ls] eqn:LS; [contradiction|]. destruct (destinations g) as [|d ld] eqn:LD; [contradiction|].
  assert (forall e v, value x e = Some v -> forall l, In v l -> disjoint (got g e) (words l) = false) as W.
  { intros e v V l J. apply not_true_iff_false. intros K. pose proof (got_sound c g x e I) as G. rewrite V in G.
    pose proof (disjoint_none _ _ _ K G) as N. unfold words in N. rewrite has_only in N.
    apply not_true_iff_false in N. apply N. apply existsb_exists. exists (Some v). split; [now apply in_map|now apply name_eqb_eq]. }
  rewrite !orb_true_iff in E. destruct E as [[[[[E|E]|E]|E]|E]|E].
  - apply (no_number_none _ (port (flow_ x))) in E. rewrite (port_in _ _ _ I) in E. discriminate.
  - unfold every_transport in E. rewrite (W Transport (transport_word (transport (flow_ x)))) in E; [discriminate|reflexivity|].
    destruct (transport (flow_ x)); cbn; auto.
  - assert (family_names (families c) = words (map family_word (families c))) as F.
    { unfold family_names, words. now rewrite map_map. }
    rewrite F, (W Family (family_word (flow_family (flow_ x)))) in E; [discriminate|reflexivity|].
    apply in_map, (family_is_used _ _ _ _ _ (real_flow _ _ _ Hreal)).
  - pose proof (reads_one_place c w g x Hreal I Hnames) as R.
    rewrite (W SameNamespace _ eq_refl) in E; [discriminate|].
    destruct (read_one_place c g); cbn in R; rewrite ?R; cbn; auto. destruct (of_both _ _); auto.
  - apply existsb_exists in E as ([e u] & J & E). cbn [fst snd] in E. destruct e; try discriminate.
    pose proof (said_of _ _ _ I _ _ J) as H. pose proof (disjoint_none _ _ _ E H) as N. cbn [value] in N.
    destruct (of_both (flow_ x) (like key)); discriminate.
  - apply negb_true_iff in E. apply not_true_iff_false in E. apply E.
    apply existsb_exists. exists (tag_ x Source). split; [exact S|]. apply existsb_exists. exists (tag_ x Destination). split; [exact D|].
    unfold may_meet. apply andb_true_iff. split.
    + apply negb_true_iff, not_true_iff_false. clear E. intros E. unfold is_loop in E.
      destruct (as_ (tag_ x Source)) as [i p| | |] eqn:AS; try discriminate.
      destruct (as_ (tag_ x Destination)) as [j q| | |] eqn:AD; try discriminate.
      apply andb_true_iff in E as [E R]. apply Nat.eqb_eq in E as <-.
      pose proof (real_tag _ _ _ Hreal Source) as (FS & _). pose proof (real_tag _ _ _ Hreal Destination) as (FD & _).
      rewrite AS in FS. rewrite AD in FD.
      destruct (who_ x Source) as [k| |] eqn:WS; try (destruct (end_at (flow_ x) Source); contradiction).
      destruct (who_ x Destination) as [m| |] eqn:WD; try (destruct (end_at (flow_ x) Destination); contradiction).
      destruct (end_at (flow_ x) Source); [|contradiction]. destruct (end_at (flow_ x) Destination); [|contradiction].
      destruct FS as (<- & FS & _), FD as (<- & FD & _).
      destruct (no_loop _ _ _ _ _ (real_flow _ _ _ Hreal) i WS WD) as [(p' & N & Y) _].
      rewrite FS in N. injection N as ->. rewrite Y in R. discriminate.
    + apply existsb_exists. exists (flow_family (flow_ x)). split; [exact (families_of_sound c w g x Hreal I Source)|].
      apply existsb_exists. exists (flow_family (flow_ x)). split; [exact (families_of_sound c w g x Hreal I Destination)|].
      now apply family_eqb_eq.
Qed.

(** * Reasons *)

Section Region.
Variable g : region.
Hypothesis Hin : is_in c g x.
Notation f := (flow_ x) (only parsing).

Lemma yes_true t b : approximates t b -> is_yes t = true -> b = true.
Proof. destruct t; cbn; [auto|discriminate|discriminate]. Qed.
Lemma no_false t b : approximates t b -> is_no t = true -> b = false.
Proof. destruct t; cbn; [discriminate|auto|discriminate]. Qed.

Lemma title_of d q p :
  end_of f d = Pod q -> title_at (at_ (tag_ x (subject d))) p = title_in c (ns_name (pod_namespace q)) p.
Proof.
  intros E. pose proof (real_tag _ _ _ Hreal (subject d)) as (_ & A & _).
  assert (end_at f (subject d) = Pod q) as F by (destruct d; exact E). rewrite F in A.
  destruct (at_ (tag_ x (subject d))) as [h|]; [|contradiction]. unfold title_at, title_in. unfold at_place in A.
  destruct (known h) as [y|].
  - destruct A as (J & -> & _). now rewrite (is_known_In c y J).
  - destruct A as (_ & -> & _). reflexivity.
Qed.

Lemma pod_at_ext d s t :
  (forall q, end_of f d = Pod q -> s q = t q) -> pod_at f d s = pod_at f d t.
Proof. intros H. unfold pod_at. destruct (end_of f d) as [q|]; [|reflexivity]. now rewrite H. Qed.

Lemma existsb_same {A} (s t : A -> bool) l : (forall y, s y = t y) -> existsb s l = existsb t l.
Proof. intros H. induction l as [|y l IH]; cbn; [reflexivity|]. now rewrite H, IH. Qed.

Lemma reads_isolated_by d l : approximates (read_isolated_by c w g d l) (isolated_by c f d l).
Proof.
  unfold read_isolated_by, isolated_by.
  rewrite <- (pod_at_ext d (fun q => existsb (fun p => is_one_of l (title_at (at_ (tag_ x (subject d))) p)) (isolating (policies_of c) d q))).
  - apply (reads_isolated c w g x Hreal Hin Hnames d (fun h p => is_one_of l (title_at h p))).
  - intros q E. apply existsb_same. intros p. now rewrite (title_of d q p E).
Qed.

Lemma reads_admitted_all d : approximates (read_admitted c w g d (fun _ => rules d)) (admitted c f d (fun _ => rules d)).
Proof. apply (reads_admitted c w g x Hreal Hin Hnames d (fun _ => rules d)). Qed.

Lemma reads_admitted_by d t n :
  approximates (read_admitted c w g d (numbered_at t n d)) (admitted c f d (numbered c t n d)).
Proof.
  unfold admitted.
  rewrite <- (pod_at_ext d (fun q => existsb (fun p => existsb (rule_matches (cni c) f (ns_name (pod_namespace q)) (end_of f (other d)))
    (numbered_at t n d (at_ (tag_ x (subject d))) p)) (isolating (policies_of c) d q))).
  - apply (reads_admitted c w g x Hreal Hin Hnames d (numbered_at t n d)).
  - intros q E. apply existsb_same. intros p. unfold numbered, numbered_at. now rewrite (title_of d q p E).
Qed.

Lemma kind_of r :
  kind (tag_ x r) = match end_at f r with Outside _ => "outside" | Pod q => if host_network q then "hostNetwork" else "pod" end%string.
Proof.
  pose proof (capable_end c w g x Hreal Hin Hnames r) as C. pose proof (outsider_end c w g x Hreal Hin Hnames r) as O.
  unfold kind, capable, is_outsider in *. destruct (as_ (tag_ x r)) as [i p| | |h0], (end_at (flow_ x) r) as [q|a]; try discriminate; try reflexivity.
  - destruct (on_host p), (host_network q); try discriminate; reflexivity.
  - destruct (host_network q); [discriminate|reflexivity].
  - destruct (host_network q); [discriminate|reflexivity].
Qed.

Lemma all_kinds_end r k : all_kinds g r k = true -> kind (tag_ x r) = k.
Proof. intros H. unfold all_kinds in H. rewrite forallb_forall in H. apply String.eqb_eq, H, (tag_in _ _ _ Hin). Qed.

Lemma reads_basis d b : read_basis c w g d b = true -> is_basis c f d b = true.
Proof.
  assert (end_at f (subject d) = end_of f d) as E by (now destruct d).
  destruct b as [| | |t n]; cbn [read_basis is_basis]; intros H.
  - apply all_kinds_end in H. rewrite kind_of, E in H. destruct (end_of f d) as [q|]; [|reflexivity].
    destruct (host_network q); discriminate.
  - apply all_kinds_end in H. rewrite kind_of, E in H. destruct (end_of f d) as [q|]; [|discriminate].
    destruct (host_network q); [reflexivity|discriminate].
  - apply andb_true_iff in H as [K H]. apply all_kinds_end in K. rewrite kind_of, E in K.
    pose proof (no_false _ _ (reads_isolated c w g x Hreal Hin Hnames d (fun _ _ => true)) H) as N.
    unfold pod_at in *. destruct (end_of f d) as [q|]; [|discriminate]. destruct (host_network q); [discriminate|].
    cbn in *. destruct (isolating (policies_of c) d q); [reflexivity|discriminate].
  - apply andb_true_iff in H as [_ H]. exact (yes_true _ _ (reads_admitted_by d t n) H).
Qed.

Lemma reads_reason run s o why : read_reason c w run s o g why = true -> is_reason c run s f o why = true.
Proof.
  pose proof (reads_condition c w g x Hreal Hin Hnames) as C.
  unfold read_reason, is_reason. destruct o, why as [| |d l|e i| |]; try discriminate; intros H.
  - apply negb_true_iff. exact (no_false _ _ (C _) H).
  - apply andb_true_iff in H as [P H]. rewrite (yes_true _ _ (C _) P). cbn [andb]. apply negb_true_iff.
    unfold prohibited. cbn [holds forallb]. rewrite andb_true_r. apply orb_true_iff in H as [H|H].
    + now rewrite (no_false _ _ (C _) H).
    + rewrite (yes_true _ _ (C _) H). apply andb_false_r.
  - rewrite !andb_true_iff in H. destruct H as ((((E & O) & _) & B) & A).
    rewrite E, (no_false _ _ (reads_own_node c w g x Hreal Hin Hnames) O), (yes_true _ _ (reads_isolated_by d l) B).
    now rewrite (no_false _ _ (reads_admitted_all d) A).
  - apply negb_true_iff. exact (no_false _ _ (C _) H).
  - apply andb_true_iff in H as [E I]. now rewrite (reads_basis Egress e E), (reads_basis Ingress i I).
  - apply andb_true_iff in H as [E O]. now rewrite E, (yes_true _ _ (reads_own_node c w g x Hreal Hin Hnames) O).
  - exact H.
Qed.
End Region.

(** * Case splits *)

Fixpoint reasons (t : tree) : list reason :=
  match t with Closed why => [why] | Empty => [] | Split _ yes no => reasons yes ++ reasons no end.

Lemma check_explains run s o t :
  forall g, is_in c g x -> check c w run s o g t = true ->
  exists why, In why (reasons t) /\ is_reason c run s (flow_ x) o why = true.
Proof.
  induction t as [why| |q yes Y no N]; cbn; intros g I H.
  - apply andb_true_iff in H as [_ H]. exists why. split; [now left|]. eapply reads_reason; eauto.
  - rewrite (is_empty_sound g I) in H. discriminate.
  - apply andb_true_iff in H as [HY HN].
    pose proof (normalized_sound _ (refined_sound g q (answer q x) I eq_refl)) as J.
    destruct (answer q x); [destruct (Y _ J HY) as (why & W & T)|destruct (N _ J HN) as (why & W & T)];
      exists why; (split; [apply in_app_iff; auto|exact T]).
Qed.
End Sample.

(** * Every flow of the world is in the first region *)

Lemma counted_nth {A} (l : list A) : forall k i x, nth_error l i = Some x -> In ((k + i)%nat, x) (counted k l).
Proof.
  induction l as [|y l IH]; intros k i x; [destruct i; discriminate|]. destruct i as [|i]; cbn.
  - intros [= ->]. left. now rewrite Nat.add_0_r.
  - intros H. right. specialize (IH (S k) i x H). now rewrite Nat.add_succ_r.
Qed.
Lemma counted_in {A} (l : list A) : forall k n x, In (n, x) (counted k l) -> exists i, n = (k + i)%nat /\ nth_error l i = Some x.
Proof.
  induction l as [|y l IH]; cbn; intros k n x H; [contradiction|]. destruct H as [H|H].
  - injection H as <- <-. exists 0%nat. now rewrite Nat.add_0_r.
  - destruct (IH _ _ _ H) as (i & -> & E). exists (S i). now rewrite Nat.add_succ_r.
Qed.

Lemma has_singles l a : has_number (map (fun b => (b, b)) l) a = true <-> In a l.
Proof.
  unfold has_number. rewrite existsb_exists. split.
  - intros (r & I & B). apply in_map_iff in I as (b & <- & I). apply between_iff in B. cbn in B. now replace a with b by lia.
  - intros I. exists (a, a). split; [apply in_map_iff; eauto|]. apply between_iff. cbn. lia.
Qed.
Lemma has_pool f a : is_address f a -> in_pool c f a = true -> has_number (pool_numbers c f) a = true.
Proof.
  unfold in_pool, pool_numbers. intros H. destruct (pool_of c f) as [|q l]; [intros _; now apply has_every_address|].
  cbn [some_or_empty]. now rewrite has_ranges.
Qed.
Lemma has_known f a : ~ In a (known_addresses c f) -> has_number (known_numbers c f) a = false.
Proof. intros N. apply not_true_iff_false. unfold known_numbers. now rewrite has_singles. Qed.
Lemma has_outside f a : is_outside c f a -> has_number (outside_numbers c f) a = true.
Proof.
  intros (A & P & K). unfold outside_numbers. rewrite !has_minus, has_every_address, has_ranges, P, has_known by assumption. reflexivity.
Qed.
Lemma has_free f a :
  is_address f a -> in_pool c f a = true -> ~ In a (known_addresses c f) -> has_number (free_numbers c f) a = true.
Proof. intros A P K. unfold free_numbers. now rewrite has_minus, has_pool, has_known. Qed.

Lemma reach_of a h n f : reach (tag_of a h n) f = n f.
Proof. now destruct f. Qed.

Lemma pod_reach f p q :
  is_written_pod c w f p q ->
  match pod_address q with
  | Known a => has_number (pod_numbers c p f) a = true
  | Unknown answer => forall b, block_family b = f -> answer b = true ->
      exists a, has_number (pod_numbers c p f) a = true /\ in_block b a = true
  end.
Proof.
  intros (_ & _ & _ & _ & _ & F). destruct F as [a I A|answer N F].
  - unfold pod_numbers. destruct (addresses p) as [|y l] eqn:L; [contradiction|]. rewrite <- L in *. clear L.
    apply existsb_exists. exists (a, a). split; [|apply between_iff; cbn; lia]. apply in_flat_map. exists (f, a).
    split; [exact I|]. cbn. rewrite (proj2 (family_eqb_eq f f) eq_refl). now left.
  - intros b B T. destruct (F b B T) as (a & A & P & K). exists a. split; [|exact K]. unfold pod_numbers. rewrite N.
    destruct (on_host p); [now apply has_every_address|]. destruct P as [P|P]; [discriminate|]. now apply has_pool.
Qed.

Lemma known_of_pod f p a :
  In p (pods c) -> on_host p = false -> In (f, a) (addresses p) -> In a (known_addresses c f).
Proof.
  intros I H A. apply in_flat_map. exists p. split; [exact I|]. rewrite H. apply in_map_iff. exists (f, a). split; [reflexivity|].
  apply filter_In. split; [exact A|]. now apply family_eqb_eq.
Qed.

Lemma place_in_written y : In y (namespaces c) -> In (place_at c (Some y)) (written_places c).
Proof. intros I. apply in_map_iff. eauto. Qed.

Lemma listed_tag some i p y :
  nth_error (pods c) i = Some p -> some p = true -> In y (namespaces c) -> name y = home p ->
  In (tag_of (Listed i p) (Some (place_at c (Some y))) (pod_numbers c p)) (listed_tags c (written_places c) some).
Proof.
  intros N S Y H. apply in_flat_map. exists (i, p). split; [exact (counted_nth _ 0 i p N)|]. cbn [fst snd]. rewrite S.
  apply in_flat_map. exists (place_at c (Some y)). split; [now apply place_in_written|]. cbn. rewrite H, String.eqb_refl. now left.
Qed.

Lemma fits_listed f i p q :
  nth_error (pods c) i = Some p -> is_written_pod c w f p q ->
  exists y, In y (namespaces c) /\ name y = home p /\
    fits c w f (tag_of (Listed i p) (Some (place_at c (Some y))) (pod_numbers c p)) (Written i) (Pod q).
Proof.
  intros N W. pose proof W as ((y & Y & H & F) & _). exists y. split; [exact Y|]. split; [exact H|].
  unfold fits. rewrite reach_of. cbn. split; [auto|]. split; [split; auto|]. exact (pod_reach f p q W).
Qed.

Lemma fits_new f q : is_new_pod c w f q ->
  exists h, In h (all_places c w (written_places c)) /\ fits c w f (tag_of New (Some h) (free_numbers c)) Newcomer (Pod q).
Proof.
  intros W. pose proof W as (D & P & _ & _ & _ & (a & A & R & I & K)). unfold all_places.
  assert (has_number (free_numbers c f) a = true) as G by (now apply has_free).
  destruct P as [(y & Y & F)|P].
  - exists (place_at c (Some y)). split; [rewrite D; apply in_app_iff; left; now apply place_in_written|].
    unfold fits. rewrite reach_of. cbn. split; [exact W|]. split; [split; auto|]. now rewrite A.
  - exists (place_at c None). split; [destruct P as [-> _]; apply in_app_iff; right; now left|].
    unfold fits. rewrite reach_of. cbn. split; [exact W|]. split; [exact P|]. now rewrite A.
Qed.

Lemma fits_any f i p q : can_be_unlisted c = true ->
  nth_error (pods c) i = Some p -> is_written_pod c w f p q -> on_host p = false ->
  exists h, In h (written_places c) /\ fits c w f (tag_of AnyPod (Some h) (any_numbers c)) (Written i) (Pod q).
Proof.
  intros U N W O. pose proof W as ((y & Y & H & F) & _ & _ & _ & ND & A). exists (place_at c (Some y)).
  split; [now apply place_in_written|]. unfold fits. rewrite reach_of. cbn. repeat split.
  - eauto.
  - intros p' I H'. destruct (node q) as [n|] eqn:E; [|now left]. right. intros E'.
    unfold can_be_unlisted in U. rewrite forallb_forall in U. specialize (U p' I). rewrite H' in U. cbn in U.
    rewrite forallb_forall in U. specialize (U p (nth_error_In _ _ N)). rewrite O in U. cbn in U.
    rewrite <- ND, <- E' in U. cbn in U. now rewrite String.eqb_refl in U.
  - exact Y.
  - apply F.
  - apply F.
  - unfold any_numbers. destruct A as [a I J|answer L A].
    + rewrite has_app. apply orb_true_iff. right. apply has_singles. eapply known_of_pod; eauto. eapply nth_error_In; eauto.
    + intros b B T. destruct (A b B T) as (a & R & P & K). exists a. split; [|exact K]. rewrite has_app. apply orb_true_iff. left.
      destruct P as [P|P]; [congruence|]. now apply has_pool.
Qed.

Lemma fits_any_new f q : is_new_pod c w f q ->
  exists h, In h (written_places c ++ if has_new_namespaces w then [place_at c None] else []) /\
    fits c w f (tag_of AnyPod (Some h) (any_numbers c)) Newcomer (Pod q).
Proof.
  intros W. pose proof W as (D & P & _ & _ & ND & (a & A & R & I & K)).
  assert (has_number (any_numbers c f) a = true) as G.
  { unfold any_numbers. rewrite has_app. apply orb_true_iff. left. now apply has_pool. }
  assert (node_of_nobody c q) as B by (intros p _ _; now left).
  destruct P as [(y & Y & F)|P].
  - exists (place_at c (Some y)). split; [apply in_app_iff; left; now apply place_in_written|].
    unfold fits. rewrite reach_of. cbn. split; [auto|]. split; [split; auto|]. now rewrite A.
  - exists (place_at c None). split; [destruct P as [-> _]; apply in_app_iff; right; now left|].
    unfold fits. rewrite reach_of. cbn. split; [auto|]. split; [exact P|]. now rewrite A.
Qed.

Lemma end_has_tag u f o e :
  negb u || can_be_unlisted c = true -> is_end c w f o e -> exists t, In t (every_tag c w u) /\ fits c w f t o e.
Proof.
  intros U E. unfold every_tag. destruct o as [i| |], e as [q|a]; try contradiction; cbn in E.
  - destruct E as (p & N & W). destruct u.
    + destruct (on_host p) eqn:O.
      * destruct (fits_listed f i p q N W) as (y & Y & H & F). eexists. split; [|exact F]. apply in_app_iff. left. now apply listed_tag.
      * destruct (fits_any f i p q U N W O) as (h & H & F). eexists. split; [|exact F]. apply in_app_iff. right. apply in_app_iff. left.
        apply in_map_iff. exists h. split; [reflexivity|]. apply in_app_iff. now left.
    + destruct (fits_listed f i p q N W) as (y & Y & H & F). eexists. split; [|exact F]. apply in_app_iff. left. now apply listed_tag.
  - destruct u.
    + destruct (fits_any_new f q E) as (h & H & F). eexists. split; [|exact F]. apply in_app_iff. right. apply in_app_iff. left.
      apply in_map_iff. eauto.
    + destruct (fits_new f q E) as (h & H & F). eexists. split; [|exact F]. apply in_app_iff. right. apply in_app_iff. left.
      apply in_map_iff. eauto.
  - exists (tag_of (Outsider f) None (outside_numbers c)). split.
    + assert (In (tag_of (Outsider f) None (outside_numbers c)) (outsiders c)) as I
        by (apply in_map_iff; exists f; split; [reflexivity|destruct f; cbn; auto]).
      destruct u; rewrite !in_app_iff; auto.
    + unfold fits. rewrite reach_of. cbn. split; [reflexivity|]. split; [exact I|]. now apply has_outside.
Qed.

Lemma every_tag_placed u t : In t (every_tag c w u) -> placed c t.
Proof.
  assert (forall y, In y (namespaces c) ->
    forall h, Some (place_at c (Some y)) = Some h -> h = place_at c (known h) /\ forall z, known h = Some z -> In z (namespaces c)) as K.
  { intros y Y h [= <-]. cbn. split; [reflexivity|]. now intros z [= <-]. }
  assert (forall h, Some (place_at c None) = Some h -> h = place_at c (known h) /\ forall z, known h = Some z -> In z (namespaces c)) as N.
  { intros h [= <-]. cbn. split; [reflexivity|discriminate]. }
  assert (forall some t, In t (listed_tags c (written_places c) some) -> placed c t) as L.
  { intros some s H. apply in_flat_map in H as ([i p] & _ & H). cbn [fst snd] in H. destruct (some p); [|contradiction].
    apply in_flat_map in H as (h & Y & H). apply in_map_iff in Y as (y & <- & Y). cbn in H.
    destruct (String.eqb (name y) (home p)); [|contradiction]. destruct H as [<-|[]]. exact (K y Y). }
  assert (forall t, In t (outsiders c) -> placed c t) as O.
  { intros s H. apply in_map_iff in H as (f & <- & _). intros h. discriminate. }
  unfold every_tag. intros H. destruct u; rewrite !in_app_iff in H; destruct H as [H|[H|H]]; eauto.
  - apply in_map_iff in H as (h & <- & H). apply in_app_iff in H as [H|H].
    + apply in_map_iff in H as (y & <- & Y). exact (K y Y).
    + destruct (has_new_namespaces w); [|contradiction]. destruct H as [<-|[]]. exact N.
  - apply in_map_iff in H as (h & <- & H). unfold all_places in H. apply in_app_iff in H as [H|H].
    + destruct (is_deployed w); [contradiction|]. apply in_map_iff in H as (y & <- & Y). exact (K y Y).
    + destruct (has_new_namespaces w); [|contradiction]. destruct H as [<-|[]]. exact N.
Qed.

Lemma every_flow_in u x : (forall r, In (tag_ x r) (every_tag c w u)) -> real c w x -> is_in c (every_flow c w u) x.
Proof.
  intros T R. split; cbn.
  - intros [] t H; eapply every_tag_placed; exact H.
  - intros []; apply T.
  - intros d s [H|[]]. injection H as <- <-. unfold newcomers, words. rewrite has_only. cbn [value].
    assert (forall r, is_new (tag_ x r) = true -> who_ x r = Newcomer /\ is_deployed w = false) as N.
    { intros r H. pose proof (real_tag _ _ _ R r) as (F & _). unfold is_new in H.
      destruct (as_ (tag_ x r)), (who_ x r), (end_at (flow_ x) r); try contradiction; try discriminate. split; [reflexivity|apply F]. }
    pose proof (newcomers_come _ _ _ _ _ (real_flow _ _ _ R)) as C.
    destruct (is_new (tag_ x Source)) eqn:S; destruct (is_new (tag_ x Destination)) eqn:D.
    + destruct (N _ S) as [HS _], (N _ D) as [HD _]. now rewrite (C HS HD).
    + destruct (N _ S) as [_ E]. destruct w; try discriminate; reflexivity.
    + destruct (N _ D) as [_ E]. destruct w; try discriminate; reflexivity.
    + now destruct w.
  - rewrite orb_false_r. apply between_iff. cbn. apply (port_is_one _ _ _ _ _ (real_flow _ _ _ R)).
  - assert (forall f a, is_address f a -> has_number (every_address IPv6) a = true) as A.
    { intros f a H. apply has_every_address. unfold is_address in *.
      destruct f; [|exact H]. eapply N.lt_le_trans; [exact H|]. apply N.pow_le_mono_r; [discriminate|]. cbn. lia. }
    assert (forall r a, address_of (end_at (flow_ x) r) = Some a -> has_number (every_address IPv6) a = true) as B.
    { intros r a E. pose proof (real_tag _ _ _ R r) as (F & _).
      assert (forall p q, is_written_pod c w (flow_family (flow_ x)) p q -> address_of (Pod q) = Some a -> is_address (flow_family (flow_ x)) a) as P.
      { intros p q (_ & _ & _ & _ & _ & G) H. cbn in H. remember (pod_address q) as d eqn:D.
        destruct G as [b I J|]; [|discriminate]. now injection H as <-. }
      assert (forall q, is_new_pod c w (flow_family (flow_ x)) q -> address_of (Pod q) = Some a -> is_address (flow_family (flow_ x)) a) as Q.
      { intros q (_ & _ & _ & _ & _ & (b & G & I & _)) H. cbn in H. rewrite G in H. now injection H as <-. }
      apply (A (flow_family (flow_ x))).
      pose proof (real_flow _ _ _ R) as W. pose proof (source_is _ _ _ _ _ W) as WS. pose proof (destination_is _ _ _ _ _ W) as WD.
      assert (is_end c w (flow_family (flow_ x)) (who_ x r) (end_at (flow_ x) r)) as Z by (destruct r; assumption).
      destruct (who_ x r), (end_at (flow_ x) r) as [q|b]; try contradiction; cbn in Z.
      - destruct Z as (p & _ & Z). eauto.
      - eauto.
      - cbn in E. injection E as <-. apply Z. }
    intros []; apply B.
  - discriminate.
Qed.

Lemma distinct_names :
  are_distinct (map name (namespaces c)) = true ->
  forall y z, In y (namespaces c) -> In z (namespaces c) -> name y = name z -> y = z.
Proof.
  induction (namespaces c) as [|u l IH]; cbn; intros D y z; [contradiction|]. apply andb_true_iff in D as [N D].
  assert (forall v, In v l -> name u = name v -> False) as A.
  { intros v V E. apply negb_true_iff, not_true_iff_false in N. apply N. apply existsb_exists. exists (name v).
    split; [now apply in_map|]. rewrite E. apply String.eqb_refl. }
  intros [->|Y] [->|Z] E; auto; exfalso; eauto.
Qed.

(** Of an accepted certificate some reason is true of each flow of the world. *)
Theorem accepted_explains unlisted run s o t :
  accepts c w unlisted run s o t = true ->
  forall f, exists_in_world c w f -> exists why, In why (reasons t) /\ is_reason c run s f o why = true.
Proof.
  intros H f (a & b & F). unfold accepts in H. rewrite !andb_true_iff in H. destruct H as ((D & U) & C).
  destruct (end_has_tag unlisted _ _ _ U (source_is _ _ _ _ _ F)) as (ts & TS & FS).
  destruct (end_has_tag unlisted _ _ _ U (destination_is _ _ _ _ _ F)) as (td & TD & FD).
  set (x := {| flow_ := f; who_ := fun r => match r with Source => a | Destination => b end;
               tag_ := fun r => match r with Source => ts | Destination => td end |}).
  assert (real c w x) as R by (split; [exact F|intros []; assumption]).
  pose proof (distinct_names D) as N.
  apply (check_explains x R N run s o t (normalized c w (every_flow c w unlisted))); [|exact C].
  apply normalized_sound; auto. apply every_flow_in; [intros []; assumption|exact R].
Qed.

(** An accepted certificate is true: no flow of the world that is prohibited is allowed; each that is required is allowed. *)
Theorem accepted_is_true unlisted run s o t :
  accepts c w unlisted run s o t = true ->
  forall f, exists_in_world c w f ->
    match o with
    | Prohibition => holds f (prohibited run s) = true -> decision c f = false
    | Obligation => holds f (required s) = true -> decision c f = true
    end.
Proof.
  intros H f F. destruct (accepted_explains _ _ _ _ _ H f F) as (why & _ & T). apply reason_claims in T.
  unfold claimed in T. destruct o; intros P; rewrite P in T; [now apply negb_true_iff in T|exact T].
Qed.
End Main.
