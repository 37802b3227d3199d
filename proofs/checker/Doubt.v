(** Must and may, of which Policy.v does not speak: a flow must be allowed if it is allowed however tests of unknown addresses turn out, and
    it may be if it is for some outcome. Two of the outcomes decide: none passes, and all pass that can. *)
From Coq Require Import String List NArith Bool.
From Netproof Require Import Policy World.
Import ListNotations.

Section Doubt.
Variable cni : plugin.
Variable policies : string -> list policy.

(** An end with other answers; what is known stays. *)
Definition with_answer (e : endpoint) (answer : block -> bool) : endpoint :=
  match e with
  | Pod p =>
      Pod {| pod_namespace := pod_namespace p; pod_labels := pod_labels p; account := account p;
             host_network := host_network p; node := node p;
             pod_address := match pod_address p with Known a => Known a | Unknown _ => Unknown answer end |}
  | Outside a => Outside a
  end.
Definition with_answers (f : flow) (s d : block -> bool) : flow :=
  {| source := with_answer (source f) s; destination := with_answer (destination f) d;
     flow_family := flow_family f; transport := transport f; port := port f |}.

Definition at_most (s t : block -> bool) : Prop := forall b, s b = true -> t b = true.

Variable f : flow.

Lemma block_grows s d s' d' e a a' b :
  at_most a a' ->
  block_matches cni (with_answers f s d) b (with_answer e a) = true ->
  block_matches cni (with_answers f s' d') b (with_answer e a') = true.
Proof.
  unfold block_matches. intros A H. apply andb_true_iff in H as [F H]. apply andb_true_iff. split; [exact F|].
  destruct e as [p|n]; cbn in *; destruct cni; auto; destruct (pod_address p); auto.
Qed.

Lemma peer_grows s d s' d' own e a a' x :
  at_most a a' ->
  peer_matches cni (with_answers f s d) own (with_answer e a) x = true ->
  peer_matches cni (with_answers f s' d') own (with_answer e a') x = true.
Proof.
  intros A. destruct x as [ns ps|b]; [|now apply block_grows]. destruct e as [p|n]; cbn; auto.
Qed.

Lemma rule_grows s d s' d' own e a a' r :
  at_most a a' ->
  rule_matches cni (with_answers f s d) own (with_answer e a) r = true ->
  rule_matches cni (with_answers f s' d') own (with_answer e a') r = true.
Proof.
  intros A. unfold rule_matches. intros H. apply andb_true_iff in H as [P H]. apply andb_true_iff. split; [exact P|].
  destruct (peers r) as [|x l]; [reflexivity|]. cbn [some_or_empty] in *. apply existsb_exists in H as (y & Y & H).
  apply existsb_exists. exists y. split; [exact Y|]. eapply peer_grows; eauto.
Qed.

Lemma direction_grows s d s' d' k :
  at_most s s' -> at_most d d' ->
  direction_allows cni policies (with_answers f s d) k = true -> direction_allows cni policies (with_answers f s' d') k = true.
Proof.
  intros S D. unfold direction_allows. destruct k; cbn [end_of other with_answers source destination].
  - destruct (destination f) as [p|n]; [|auto]. cbn [with_answer host_network pod_namespace]. unfold isolating.
    cbn [pod_labels pod_namespace]. destruct (host_network p); [auto|]. destruct (filter _ _) as [|y l]; [auto|]. cbn [orb].
    intros H. apply existsb_exists in H as (z & Z & H). apply existsb_exists. exists z. split; [exact Z|].
    apply existsb_exists in H as (r & R & H). apply existsb_exists. exists r. split; [exact R|].
    exact (rule_grows s d s' d' _ _ s s' r S H).
  - destruct (source f) as [p|n]; [|auto]. cbn [with_answer host_network pod_namespace]. unfold isolating.
    cbn [pod_labels pod_namespace]. destruct (host_network p); [auto|]. destruct (filter _ _) as [|y l]; [auto|]. cbn [orb].
    intros H. apply existsb_exists in H as (z & Z & H). apply existsb_exists. exists z. split; [exact Z|].
    apply existsb_exists in H as (r & R & H). apply existsb_exists. exists r. split; [exact R|].
    exact (rule_grows s d s' d' _ _ d d' r D H).
Qed.

(** The more tests pass, the more is allowed. *)
Theorem allowed_grows s d s' d' :
  at_most s s' -> at_most d d' ->
  allowed cni policies (with_answers f s d) = true -> allowed cni policies (with_answers f s' d') = true.
Proof.
  intros S D. unfold allowed.
  assert (own_node cni (with_answers f s' d') = own_node cni (with_answers f s d)) as ->.
  { unfold own_node. cbn. destruct (source f), (destination f); reflexivity. }
  pose proof (direction_grows s d s' d' Egress S D) as E. pose proof (direction_grows s d s' d' Ingress S D) as I.
  destruct cni; auto; intros H; apply orb_true_iff in H as [->|H]; auto; apply orb_true_iff; right;
    apply andb_true_iff in H as [X Y]; rewrite (E X), (I Y); reflexivity.
Qed.

Corollary must_is_none_passes :
  (forall s d, allowed cni policies (with_answers f s d) = true) <->
  allowed cni policies (with_answers f (fun _ => false) (fun _ => false)) = true.
Proof. split; [auto|]. intros H s d. eapply allowed_grows; [| |exact H]; discriminate. Qed.

Corollary may_is_all_pass can_s can_d :
  (exists s d, at_most s can_s /\ at_most d can_d /\ allowed cni policies (with_answers f s d) = true) <->
  allowed cni policies (with_answers f can_s can_d) = true.
Proof.
  split.
  - intros (s & d & S & D & H). eapply allowed_grows; eauto.
  - intros H. exists can_s, can_d. split; [intros b; auto|]. split; [intros b; auto|exact H].
Qed.
End Doubt.

(** To have one address, whichever, is one of the outcomes. *)
Theorem an_address_is_an_outcome c f p a :
  addresses p = [] -> is_address f a -> on_host p = true \/ in_pool c f a = true ->
  address_fits c f p (Unknown (fun b => in_block b a)).
Proof. intros N A P. apply unknown_fits; [exact N|]. intros b _ H. exists a. auto. Qed.
