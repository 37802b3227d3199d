(** Whole certificates: what a sentence owes, a case split of each half, and a flow that shows that the sentence is about something. *)
From Coq Require Import String List NArith PeanoNat Bool Lia.
From Netproof Require Import Policy Intent World Doubt Sets Region Reading Cover Soundness.
Import ListNotations.
Open Scope N_scope.

(** * Witnesses: flows between pods that were written and addresses outside *)

Inductive spot := AtPod (full_name : string) | AtAddress (a : N).
(** [said]: that the flow must be allowed, that it cannot be; nothing, where it may be. *)
Record witness := {
  from_spot : spot; to_spot : spot; in_family : family; on_transport : protocol; on_port : N; said_of_it : option bool }.

Section Witness.
Variable c : cluster.

Fixpoint numbered_pod (t : string) (i : nat) (l : list written_pod) : option (nat * written_pod) :=
  match l with
  | [] => None
  | p :: rest => if String.eqb (full_name p) t then Some (i, p) else numbered_pod t (S i) rest
  end.

(** With the answers that a test can get at most: it passes if some possible address does. *)
Definition can_be (f : family) (p : written_pod) : block -> bool :=
  let n := pod_numbers c p f in fun b => match inside n (block_numbers b) with No => false | _ => true end.

Definition address_at (f : family) (p : written_pod) : option address :=
  match addresses p with
  | [] => Some (Unknown (fun _ => false))
  | l => match find (fun x => family_eqb (fst x) f && (snd x <? 2 ^ width f)) l with Some x => Some (Known (snd x)) | None => None end
  end.

Definition end_at_spot (f : family) (s : spot) : option (who * endpoint * (block -> bool)) :=
  match s with
  | AtPod t =>
      match numbered_pod t 0 (pods c) with
      | None => None
      | Some (i, p) =>
          match find (fun x => String.eqb (name x) (home p)) (namespaces c), address_at f p with
          | Some x, Some a =>
              Some (Written i,
                    Pod {| pod_namespace := {| ns_name := name x; ns_labels := lookup (written_labels x) |};
                           pod_labels := lookup (own_labels p); account := runs_as p; host_network := on_host p;
                           node := on_node p; pod_address := a |},
                    can_be f p)
          | _, _ => None
          end
      end
  | AtAddress a =>
      if (a <? 2 ^ width f) && negb (existsb (in_cidr f a) (pool_of c f)) && negb (existsb (N.eqb a) (known_addresses c f))
      then Some (Stranger, Outside a, fun _ => false) else None
  end.

Definition may_differ (s d : who) : bool :=
  match s, d with
  | Stranger, Stranger => false
  | Written i, Written j =>
      negb (Nat.eqb i j) || match nth_error (pods c) i with Some p => replicas p | None => false end
  | _, _ => true
  end.

(** The flow of a witness, if there is one, and what tests of unknown addresses can get at most. *)
Definition flow_of (x : witness) : option (flow * (block -> bool) * (block -> bool)) :=
  match end_at_spot (in_family x) (from_spot x), end_at_spot (in_family x) (to_spot x) with
  | Some (s, e, a), Some (d, h, b) =>
      if may_differ s d && existsb (family_eqb (in_family x)) (families c) && (1 <=? on_port x) && (on_port x <=? 65535)
      then Some ({| source := e; destination := h; flow_family := in_family x; transport := on_transport x; port := on_port x |}, a, b)
      else None
  | _, _ => None
  end.

(** Whether there is such a flow, of which the sentence speaks, and it is decided as is said. *)
Definition is_witness (spoken : condition) (x : witness) : bool :=
  match flow_of x with
  | None => false
  | Some (f, a, b) =>
      holds f spoken &&
      match said_of_it x with
      | None => true
      | Some true => decision c (with_answers f (fun _ => false) (fun _ => false))
      | Some false => negb (decision c (with_answers f a b))
      end
  end.

Lemma numbered_nth t l : forall i j p, numbered_pod t i l = Some (j, p) -> exists k, j = (i + k)%nat /\ nth_error l k = Some p.
Proof.
  induction l as [|q l IH]; cbn; intros i j p H; [discriminate|]. destruct (String.eqb (full_name q) t).
  - injection H as <- <-. exists 0%nat. now rewrite Nat.add_0_r.
  - destruct (IH _ _ _ H) as (k & -> & E). exists (S k). now rewrite Nat.add_succ_r.
Qed.

Lemma spot_fits w f s o e a : end_at_spot f s = Some (o, e, a) -> is_end c w f o e.
Proof.
  destruct s as [t|n]; cbn.
  - destruct (numbered_pod t 0 (pods c)) as [[i p]|] eqn:P; [|discriminate].
    destruct (find _ (namespaces c)) as [x|] eqn:X; [|discriminate].
    destruct (address_at f p) as [d|] eqn:D; [|discriminate]. intros [= <- <- <-].
    apply numbered_nth in P as (k & -> & P). apply find_some in X as [X N]. apply String.eqb_eq in N.
    exists p. split; [exact P|]. split.
    { exists x. split; [exact X|]. split; [exact N|]. split; [reflexivity|]. reflexivity. }
    split; [reflexivity|]. split; [reflexivity|]. split; [reflexivity|]. split; [reflexivity|]. cbn [pod_address].
    unfold address_at in D. destruct (addresses p) as [|y l] eqn:L.
    + injection D as <-. apply unknown_fits; [exact L|]. discriminate.
    + rewrite <- L in D. destruct (find _ (addresses p)) as [z|] eqn:Z; [|discriminate]. injection D as <-.
      apply find_some in Z as [I Z]. apply andb_true_iff in Z as [F Z]. apply family_eqb_eq in F as <-.
      apply known_fits; [|now apply N.ltb_lt]. now destruct z.
  - destruct (_ && _) eqn:E; [|discriminate]. intros [= <- <- <-]. rewrite !andb_true_iff, !negb_true_iff in E.
    destruct E as ((A & P) & K). split; [now apply N.ltb_lt|]. split; [exact P|]. intros I.
    apply not_true_iff_false in K. apply K. apply existsb_exists. exists n. split; [exact I|apply N.eqb_refl].
Qed.

(** A pod, its namespace: whatever has one name is one thing here. *)
Lemma flow_of_exists w x f a b : are_distinct (map name (namespaces c)) = true ->
  flow_of x = Some (f, a, b) -> exists_in_world c w f.
Proof.
  intros U. unfold flow_of.
  destruct (end_at_spot (in_family x) (from_spot x)) as [[[s e] sa]|] eqn:S; [|discriminate].
  destruct (end_at_spot (in_family x) (to_spot x)) as [[[d h] da]|] eqn:D; [|discriminate].
  destruct (_ && _) eqn:E; [|discriminate]. intros [= <- <- <-]. rewrite !andb_true_iff in E. destruct E as (((M & F) & L) & H).
  exists s, d. split; cbn [source destination flow_family port].
  - eapply spot_fits; eauto.
  - eapply spot_fits; eauto.
  - apply existsb_exists in F as (g & I & G). apply family_eqb_eq in G as <-. exact I.
  - split; now apply N.leb_le.
  - destruct s, d; try discriminate; first [left; discriminate|right; discriminate].
  - intros -> ->. destruct (from_spot x); cbn in S.
    + destruct (numbered_pod _ _ _) as [[? ?]|]; [|discriminate]. destruct (find _ _); [|discriminate].
      destruct (address_at _ _); discriminate.
    + destruct (_ && _); discriminate.
  - intros i -> ->. cbn in M. rewrite Nat.eqb_refl in M. cbn in M. split.
    + destruct (nth_error (pods c) i) as [p|]; [eauto|discriminate].
    + destruct (from_spot x) as [t|]; destruct (to_spot x) as [u|]; cbn in S, D;
        try (destruct (_ && _ && _); discriminate).
      destruct (numbered_pod t 0 (pods c)) as [[j p]|] eqn:P; [|discriminate].
      destruct (find _ (namespaces c)) as [y|]; [|discriminate]. destruct (address_at _ p); [|discriminate].
      destruct (numbered_pod u 0 (pods c)) as [[k q]|] eqn:Q; [|discriminate].
      destruct (find _ (namespaces c)) as [z|]; [|discriminate]. destruct (address_at _ q); [|discriminate].
      injection S as -> <- <-. injection D as -> <- <-.
      apply numbered_nth in P as (j & -> & P). apply numbered_nth in Q as (k & J & Q). cbn in J. subst k.
      rewrite P in Q. injection Q as <-. now intros p0 q0 [= <-] [= <-].
  - intros p q -> -> N key.
    assert (forall v t o n g, end_at_spot v t = Some (o, Pod n, g) ->
      exists y, In y (namespaces c) /\ pod_namespace n = {| ns_name := name y; ns_labels := lookup (written_labels y) |}) as A.
    { intros v t o n g X. destruct t as [t|]; cbn in X; [|destruct (_ && _ && _); discriminate].
      destruct (numbered_pod t 0 (pods c)) as [[j u]|]; [|discriminate].
      destruct (find _ (namespaces c)) as [y|] eqn:Y; [|discriminate]. destruct (address_at v u); [|discriminate].
      injection X as <- <- <-. apply find_some in Y as [Y _]. exists y. split; [exact Y|reflexivity]. }
    destruct (A _ _ _ _ _ S) as (y & Y & P). destruct (A _ _ _ _ _ D) as (z & Z & Q).
    rewrite P, Q in *. cbn in *. now rewrite (distinct_names c U y z Y Z N).
Qed.

Theorem witness_exists w spoken x : are_distinct (map name (namespaces c)) = true -> is_witness spoken x = true ->
  exists f, exists_in_world c w f /\ holds f spoken = true /\
    (said_of_it x = Some true -> forall s d, decision c (with_answers f s d) = true).
Proof.
  intros U H. unfold is_witness in H. destruct (flow_of x) as [[[f a] b]|] eqn:F; [|discriminate].
  apply andb_true_iff in H as [S H]. exists f. split; [eapply flow_of_exists; eauto|]. split; [exact S|].
  intros T. rewrite T in H. now apply must_is_none_passes.
Qed.
End Witness.

(** * Certificates *)

Inductive kind_of_part := Prohibits | Requires | Finds | Permits.

(** What a certificate of a sentence has to show. *)
Definition owes (s : claim) : list kind_of_part :=
  match s with
  | Reaches _ _ => [Requires]
  | SomeReaches _ _ => [Finds]
  | MayReach _ _ => [Permits]
  | OnlyReaches _ _ => [Prohibits; Requires]
  | _ => [Prohibits]
  end.

Record part := { about : world; shows : kind_of_part; is_unlisted : bool; cases : tree; seen : witness }.

(** Flows of which a part speaks; there has to be one. One half of a sentence may speak of nothing if the other does not. *)
Definition spoken (s : claim) (k : kind_of_part) : condition :=
  match s, k with
  | OnlyReaches a b, _ | OnlyMayReach a b, _ => Any [scope s; from_to a b]
  | _, Prohibits => All [scope s; Not (excepted s)]
  | _, Requires => required s
  | _, _ => covers s
  end.

Definition shows_it (c : cluster) (run : list claim) (s : claim) (p : part) : bool :=
  is_witness c (spoken s (shows p)) (seen p) &&
  match shows p with
  | Prohibits => accepts c (about p) (is_unlisted p) run s Prohibition (cases p)
  | Requires => accepts c (about p) (is_unlisted p) run s Obligation (cases p)
  | Finds => match said_of_it (seen p) with Some true => true | _ => false end
  | Permits => true
  end.

Definition kind_eqb (k l : kind_of_part) : bool :=
  match k, l with Prohibits, Prohibits | Requires, Requires | Finds, Finds | Permits, Permits => true | _, _ => false end.
Fixpoint same_kinds (k l : list kind_of_part) : bool :=
  match k, l with [], [] => true | x :: k, y :: l => kind_eqb x y && same_kinds k l | _, _ => false end.

Definition certified (c : cluster) (run : list claim) (s : claim) (l : list part) : bool :=
  are_distinct (map name (namespaces c)) && same_kinds (map shows l) (owes s) && forallb (shows_it c run s) l.

(** What is claimed of all flows of a world. *)
Definition is_so (c : cluster) (run : list claim) (s : claim) (w : world) (k : kind_of_part) : Prop :=
  match k with
  | Prohibits => forall f, exists_in_world c w f -> holds f (prohibited run s) = true -> decision c f = false
  | Requires => forall f, exists_in_world c w f -> holds f (required s) = true -> decision c f = true
  | Finds => exists f, exists_in_world c w f /\ holds f (covers s) = true /\ forall a b, decision c (with_answers f a b) = true
  | Permits => True
  end.

(** A certificate that is accepted shows all that its sentence claims, each part in the world that it names, and is not about nothing. *)
Theorem certificate_is_true c run s l :
  certified c run s l = true ->
  map shows l = owes s /\
  forall p, In p l -> is_so c run s (about p) (shows p) /\
    exists f, exists_in_world c (about p) f /\ holds f (spoken s (shows p)) = true.
Proof.
  intros H. unfold certified in H. rewrite !andb_true_iff in H. destruct H as ((U & K) & H).
  assert (map shows l = owes s) as O.
  { revert K. generalize (map shows l) as k, (owes s) as m. induction k as [|x k IH]; intros [|y m]; cbn; try discriminate; auto.
    intros E. apply andb_true_iff in E as [X E]. rewrite (IH m E). now destruct x, y. }
  split; [exact O|]. intros p J. rewrite forallb_forall in H. specialize (H p J). unfold shows_it in H.
  apply andb_true_iff in H as [W H]. destruct (witness_exists c (about p) _ _ U W) as (f & F & S & M). split; [|eauto].
  assert (In (shows p) (owes s)) as I by (rewrite <- O; now apply in_map).
  destruct (shows p) eqn:E; cbn [is_so].
  - intros g G P. exact (accepted_is_true c _ _ run s Prohibition _ H g G P).
  - intros g G P. exact (accepted_is_true c _ _ run s Obligation _ H g G P).
  - exists f. split; [exact F|]. split.
    + destruct s; cbn [owes In] in I; try (exact S); exfalso; intuition discriminate.
    + apply M. destruct (said_of_it (seen p)) as [[]|]; congruence.
  - exact Logic.I.
Qed.
