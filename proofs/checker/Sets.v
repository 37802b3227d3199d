(** Three-valued truth, and sets of values: the arithmetic of the checker. *)
From Coq Require Import String List NArith Bool Lia.
Import ListNotations.
Open Scope N_scope.

(** * Truth over many flows at once *)

(** [Yes] and [No] hold for all of them; [Maybe] says nothing. *)
Inductive ternary := Yes | No | Maybe.

Definition approximates (t : ternary) (b : bool) : Prop :=
  match t with Yes => b = true | No => b = false | Maybe => True end.

Definition of_bool (b : bool) := if b then Yes else No.
Definition t_not (t : ternary) := match t with Yes => No | No => Yes | Maybe => Maybe end.
Definition t_and (t u : ternary) :=
  match t, u with No, _ | _, No => No | Yes, Yes => Yes | _, _ => Maybe end.
Definition t_or (t u : ternary) :=
  match t, u with Yes, _ | _, Yes => Yes | No, No => No | _, _ => Maybe end.

Section Lists.
Context {A : Type}.
Variable test : A -> ternary.
(** Of a list: whether all, whether some. *)
Fixpoint t_all (l : list A) : ternary :=
  match l with
  | [] => Yes
  | x :: rest => match test x with No => No | t => t_and t (t_all rest) end
  end.
Fixpoint t_some (l : list A) : ternary :=
  match l with
  | [] => No
  | x :: rest => match test x with Yes => Yes | t => t_or t (t_some rest) end
  end.
(** What is so for one of a list of possibilities, whichever it is. *)
Fixpoint t_each (l : list A) : ternary :=
  match l with
  | [] => Maybe
  | x :: rest =>
      match rest, test x with
      | [], t => t
      | _, Maybe => Maybe
      | _, Yes => match t_each rest with Yes => Yes | _ => Maybe end
      | _, No => match t_each rest with No => No | _ => Maybe end
      end
  end.
End Lists.

Lemma approximates_bool b : approximates (of_bool b) b.
Proof. now destruct b. Qed.
Lemma approximates_not t b : approximates t b -> approximates (t_not t) (negb b).
Proof. destruct t; cbn; intros; subst; auto. Qed.
Lemma approximates_and t u b c : approximates t b -> approximates u c -> approximates (t_and t u) (b && c).
Proof. destruct t, u; cbn; intros; subst; auto using andb_false_r. Qed.
Lemma approximates_or t u b c : approximates t b -> approximates u c -> approximates (t_or t u) (b || c).
Proof. destruct t, u; cbn; intros; subst; auto using orb_true_r. Qed.

Lemma approximates_all {A} (test : A -> ternary) (b : A -> bool) l :
  (forall x, In x l -> approximates (test x) (b x)) -> approximates (t_all test l) (forallb b l).
Proof.
  induction l as [|x l IH]; cbn; intros H; [reflexivity|].
  assert (approximates (t_and (test x) (t_all test l)) (b x && forallb b l)) as G
    by (apply approximates_and; [apply H|apply IH]; auto).
  destruct (test x); exact G.
Qed.
Lemma approximates_some {A} (test : A -> ternary) (b : A -> bool) l :
  (forall x, In x l -> approximates (test x) (b x)) -> approximates (t_some test l) (existsb b l).
Proof.
  induction l as [|x l IH]; cbn; intros H; [reflexivity|].
  assert (approximates (t_or (test x) (t_some test l)) (b x || existsb b l)) as G
    by (apply approximates_or; [apply H|apply IH]; auto).
  destruct (test x); exact G.
Qed.
Lemma t_each_in {A} (test : A -> ternary) l x :
  In x l -> t_each test l = Maybe \/ t_each test l = test x.
Proof.
  induction l as [|y l IH]; [contradiction|]. intros I.
  cbn [t_each]. destruct l as [|z l]; [destruct I as [->|[]]; auto|].
  destruct I as [->|I].
  - destruct (test x); [destruct (t_each test (z :: l))|destruct (t_each test (z :: l))|]; auto.
  - specialize (IH I).
    destruct (test y); [destruct (t_each test (z :: l))|destruct (t_each test (z :: l))|]; intuition congruence.
Qed.
Lemma approximates_each {A} (test : A -> ternary) l x b :
  In x l -> approximates (test x) b -> approximates (t_each test l) b.
Proof. intros I H. destruct (t_each_in test l x I) as [-> | ->]; [exact Logic.I|exact H]. Qed.

(** * Names *)

Definition name_eqb (x y : option string) : bool :=
  match x, y with Some x, Some y => String.eqb x y | None, None => true | _, _ => false end.
Lemma name_eqb_eq x y : name_eqb x y = true <-> x = y.
Proof.
  destruct x, y; cbn; split; intros H; try discriminate; auto.
  - f_equal. now apply String.eqb_eq.
  - injection H as ->. apply String.eqb_refl.
Qed.

(** Finitely many names, or all others; [None] is absence. *)
Record names := { all_but : bool; listed : list (option string) }.
Definition only l := {| all_but := false; listed := l |}.
Definition everything := {| all_but := true; listed := [] |}.

Definition has_name (s : names) (x : option string) : bool :=
  if all_but s then negb (existsb (name_eqb x) (listed s)) else existsb (name_eqb x) (listed s).
Definition others (s : names) := {| all_but := negb (all_but s); listed := listed s |}.
Definition both (s t : names) : names :=
  if all_but s
  then if all_but t then {| all_but := true; listed := listed s ++ listed t |} else only (filter (has_name s) (listed t))
  else only (filter (has_name t) (listed s)).
Definition no_name (s : names) : bool := negb (all_but s) && match listed s with [] => true | _ => false end.
Definition within (s t : names) : ternary :=
  if no_name (both s t) then No else if no_name (both s (others t)) then Yes else Maybe.
Definition disjoint (s t : names) : bool := no_name (both s t).

Lemma has_only x l : has_name (only l) x = existsb (name_eqb x) l.
Proof. reflexivity. Qed.
Lemma has_everything x : has_name everything x = true.
Proof. reflexivity. Qed.
Lemma has_others s x : has_name (others s) x = negb (has_name s x).
Proof. unfold has_name, others. cbn. destruct (all_but s); cbn; [now rewrite negb_involutive|reflexivity]. Qed.
Lemma existsb_filter_name p l x : existsb (name_eqb x) (filter p l) = existsb (name_eqb x) l && p x.
Proof.
  induction l as [|y l IH]; cbn; [reflexivity|].
  destruct (name_eqb x y) eqn:E.
  - apply name_eqb_eq in E as <-. destruct (p x); cbn; [now rewrite (proj2 (name_eqb_eq x x) eq_refl)|].
    now rewrite IH, andb_false_r.
  - destruct (p y); cbn; rewrite ?E; exact IH.
Qed.
Lemma has_both s t x : has_name (both s t) x = has_name s x && has_name t x.
Proof.
  unfold both. destruct (all_but s) eqn:S; [destruct (all_but t) eqn:T|].
  - unfold has_name. rewrite S, T. cbn. now rewrite existsb_app, negb_orb.
  - rewrite has_only, existsb_filter_name, andb_comm. f_equal. unfold has_name. now rewrite T.
  - rewrite has_only, existsb_filter_name. f_equal. unfold has_name. now rewrite S.
Qed.
Lemma no_name_none s x : no_name s = true -> has_name s x = false.
Proof.
  unfold no_name, has_name. destruct (all_but s); [discriminate|]. destruct (listed s); [reflexivity|discriminate].
Qed.
Lemma disjoint_none s t x : disjoint s t = true -> has_name s x = true -> has_name t x = false.
Proof. intros D H. pose proof (no_name_none _ x D) as E. now rewrite has_both, H in E. Qed.
Lemma within_sound s t x : has_name s x = true -> approximates (within s t) (has_name t x).
Proof.
  intros H. unfold within. destruct (no_name (both s t)) eqn:E.
  - pose proof (no_name_none _ x E) as F. now rewrite has_both, H in F.
  - destruct (no_name (both s (others t))) eqn:F; [|exact I].
    pose proof (no_name_none _ x F) as G. rewrite has_both, H, has_others in G. cbn in *. now destruct (has_name t x).
Qed.

(** The only name of a set, which may be listed twice. *)
Definition single (s : names) : option (option string) :=
  match all_but s, listed s with
  | false, x :: rest => if forallb (name_eqb x) rest then Some x else None
  | _, _ => None
  end.
Lemma single_only s x y : single s = Some x -> has_name s y = true -> y = x.
Proof.
  unfold single, has_name. destruct (all_but s); [discriminate|]. destruct (listed s) as [|z rest]; [discriminate|].
  destruct (forallb (name_eqb z) rest) eqn:A; [|discriminate]. intros [= ->] H. cbn [existsb] in H. apply orb_true_iff in H as [H|H].
  - now apply name_eqb_eq.
  - apply existsb_exists in H as (u & U & H). rewrite forallb_forall in A. apply A, name_eqb_eq in U. apply name_eqb_eq in H. congruence.
Qed.

(** * Numbers *)

(** Ranges, both ends in; one with its ends crossed is empty. *)
Definition numbers := list (N * N).
Definition between (x : N) (r : N * N) : bool := (fst r <=? x) && (x <=? snd r).
Definition has_number (s : numbers) (x : N) : bool := existsb (between x) s.

Definition range (lo hi : N) : numbers := if lo <=? hi then [(lo, hi)] else [].
Definition common (r q : N * N) : numbers := range (N.max (fst r) (fst q)) (N.min (snd r) (snd q)).
Definition cut (q r : N * N) : numbers :=
  if (snd q <? fst r) || (snd r <? fst q) then [r]
  else (if fst r <? fst q then range (fst r) (fst q - 1) else []) ++ range (snd q + 1) (snd r).
Definition meet (s t : numbers) : numbers := flat_map (fun r => flat_map (common r) t) s.
Definition minus (s t : numbers) : numbers := fold_left (fun s q => flat_map (cut q) s) t s.
Definition no_number (s : numbers) : bool := match s with [] => true | _ => false end.
Definition inside (s t : numbers) : ternary :=
  if no_number (meet s t) then No else if no_number (minus s t) then Yes else Maybe.

Lemma between_iff x r : between x r = true <-> fst r <= x <= snd r.
Proof. unfold between. rewrite andb_true_iff, !N.leb_le. reflexivity. Qed.
Lemma between_false x r : between x r = false <-> x < fst r \/ snd r < x.
Proof. rewrite <- not_true_iff_false, between_iff. lia. Qed.
Lemma has_range lo hi x : has_number (range lo hi) x = between x (lo, hi).
Proof.
  unfold range. destruct (N.leb_spec lo hi); cbn; [apply orb_false_r|].
  symmetry. apply between_false. cbn. lia.
Qed.
Lemma has_common r q x : has_number (common r q) x = between x r && between x q.
Proof.
  unfold common. rewrite has_range. apply eq_true_iff_eq. rewrite andb_true_iff, !between_iff. cbn. lia.
Qed.
Lemma has_app s t x : has_number (s ++ t) x = has_number s x || has_number t x.
Proof. apply existsb_app. Qed.
Lemma has_cut q r x : has_number (cut q r) x = between x r && negb (between x q).
Proof.
  unfold cut. destruct ((snd q <? fst r) || (snd r <? fst q)) eqn:E.
  - apply orb_true_iff in E. rewrite !N.ltb_lt in E. cbn. rewrite orb_false_r.
    apply eq_true_iff_eq. rewrite andb_true_iff, negb_true_iff, between_false, between_iff. lia.
  - apply orb_false_iff in E. rewrite !N.ltb_ge in E. rewrite has_app, has_range.
    apply eq_true_iff_eq. rewrite orb_true_iff, andb_true_iff, negb_true_iff, between_false, !between_iff. cbn.
    destruct (N.ltb_spec (fst r) (fst q)).
    + rewrite has_range, between_iff. cbn. lia.
    + cbn. split; [intros [|]; [discriminate|lia]|right; lia].
Qed.
Lemma has_meet s t x : has_number (meet s t) x = has_number s x && has_number t x.
Proof.
  unfold meet. induction s as [|r s IH]; [reflexivity|]. cbn [flat_map]. rewrite has_app, IH.
  assert (has_number (flat_map (common r) t) x = between x r && has_number t x) as ->.
  { clear IH. induction t as [|q t IT]; [now rewrite andb_false_r|]. cbn [flat_map].
    rewrite has_app, has_common, IT. cbn. now destruct (between x r). }
  cbn. fold (has_number s x). now destruct (between x r), (has_number t x), (has_number s x).
Qed.
Lemma has_minus t : forall s x, has_number (minus s t) x = has_number s x && negb (has_number t x).
Proof.
  induction t as [|q t IH]; intros s x; [cbn; now rewrite andb_true_r|].
  change (minus s (q :: t)) with (minus (flat_map (cut q) s) t). rewrite IH.
  assert (has_number (flat_map (cut q) s) x = has_number s x && negb (between x q)) as ->.
  { clear IH. induction s as [|r s IH]; [reflexivity|]. change (flat_map (cut q) (r :: s)) with (cut q r ++ flat_map (cut q) s).
    rewrite has_app, has_cut, IH. cbn. fold (has_number s x). now destruct (between x r), (between x q), (has_number s x). }
  cbn. fold (has_number t x). now rewrite negb_orb, andb_assoc.
Qed.
Lemma no_number_none s x : no_number s = true -> has_number s x = false.
Proof. now destruct s. Qed.
Lemma inside_sound s t x : has_number s x = true -> approximates (inside s t) (has_number t x).
Proof.
  intros H. unfold inside. destruct (no_number (meet s t)) eqn:E.
  - apply (no_number_none _ x) in E. rewrite has_meet, H in E. exact E.
  - destruct (no_number (minus s t)) eqn:F; [|exact I].
    apply (no_number_none _ x) in F. rewrite has_minus, H in F. cbn in *. now destruct (has_number t x).
Qed.
