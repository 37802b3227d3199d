(** A checker of LRAT refutations, and the proof that it can be believed.

    [check_sound]: if [check f p] answers true, no valuation satisfies the clauses [f].

    Accepted is what netproof writes: steps that follow by unit propagation along hints that are all needed (RUP), numbers that ascend,
    deletions of clauses that are there, and the empty clause last. Resolution asymmetric tautologies are refused. *)
From Coq Require Import List PArith Bool FMapPositive.
Import ListNotations.
Module Map := PositiveMap.

(** * What is claimed *)

Record literal := { variable : positive; sign : bool }.
Definition clause := list literal.
Definition valuation := positive -> bool.

Definition is_true (v : valuation) (l : literal) := Bool.eqb (v (variable l)) (sign l).
Definition satisfies_clause (v : valuation) (c : clause) := existsb (is_true v) c.
Definition satisfies (v : valuation) (f : list clause) := forallb (satisfies_clause v) f.

(** * The checker *)

(** What is known of a valuation. *)
Definition partial := Map.t bool.

Definition decide (l : literal) (a : partial) : partial := Map.add (variable l) (sign l) a.
Definition negated (l : literal) := {| variable := variable l; sign := negb (sign l) |}.
Definition same (l m : literal) := Pos.eqb (variable l) (variable m) && Bool.eqb (sign l) (sign m).

(** Every literal of a clause made false; nothing for a clause with a literal and its opposite. *)
Fixpoint refuse (a : partial) (c : clause) : option partial :=
  match c with
  | [] => Some a
  | l :: rest =>
      match Map.find (variable l) a with
      | None => refuse (decide (negated l) a) rest
      | Some b => if Bool.eqb b (sign l) then None else refuse a rest
      end
  end.

Inductive state := Conflict | Unit (l : literal) | Useless.

(** What a clause says of a partial valuation. [open]: its literals so far that are not false; a literal written twice is one. *)
Fixpoint look (a : partial) (open : option literal) (c : clause) : state :=
  match c with
  | [] => match open with None => Conflict | Some l => Unit l end
  | l :: rest =>
      match Map.find (variable l) a with
      | Some b => if Bool.eqb b (sign l) then Useless else look a open rest
      | None =>
          match open with
          | None => look a (Some l) rest
          | Some m => if same l m then look a open rest else Useless
          end
      end
  end.

(** The clauses that count, by number. *)
Definition clauses := Map.t clause.

Fixpoint propagate (d : clauses) (a : partial) (hints : list positive) : bool :=
  match hints with
  | [] => false
  | h :: rest =>
      match Map.find h d with
      | None => false
      | Some c =>
          match look a None c with
          | Conflict => match rest with [] => true | _ => false end
          | Unit l => propagate d (decide l a) rest
          | Useless => false
          end
      end
  end.

Fixpoint delete (d : clauses) (numbers : list positive) : option clauses :=
  match numbers with
  | [] => Some d
  | n :: rest => match Map.find n d with None => None | Some _ => delete (Map.remove n d) rest end
  end.

Inductive step :=
| Derive (number : positive) (c : clause) (hints : list positive)
| Delete (numbers : list positive).

(** [next]: the lowest number that is free from there on. *)
Fixpoint run (next : positive) (d : clauses) (p : list step) : bool :=
  match p with
  | [] => false
  | Delete numbers :: rest =>
      match delete d numbers with None => false | Some d => run next d rest end
  | Derive n c hints :: rest =>
      if Pos.leb next n
      then match refuse (Map.empty bool) c with
           | None => false
           | Some a =>
               if propagate d a hints
               then match c with
                    | [] => match rest with [] => true | _ => false end
                    | _ => run (Pos.succ n) (Map.add n c d) rest
                    end
               else false
           end
      else false
  end.

(** The clauses of a formula, numbered from [n] on. *)
Fixpoint load (n : positive) (d : clauses) (f : list clause) : positive * clauses :=
  match f with
  | [] => (n, d)
  | c :: rest => load (Pos.succ n) (Map.add n c d) rest
  end.

Definition check (f : list clause) (p : list step) : bool :=
  let (next, d) := load 1 (Map.empty clause) f in run next d p.

(** * Soundness *)

Definition agrees (v : valuation) (a : partial) := forall x b, Map.find x a = Some b -> v x = b.
Definition all_hold (v : valuation) (d : clauses) :=
  forall n c, Map.find n d = Some c -> satisfies_clause v c = true.

Lemma find_add {A} x y (e : A) d :
  Map.find x (Map.add y e d) = if Pos.eqb x y then Some e else Map.find x d.
Proof. destruct (Pos.eqb_spec x y) as [->|]; [apply Map.gss | apply Map.gso; assumption]. Qed.

Lemma agrees_empty v : agrees v (Map.empty bool).
Proof. intros x b. rewrite Map.gempty. discriminate. Qed.

Lemma agrees_decide v a l : agrees v a -> is_true v l = true -> agrees v (decide l a).
Proof.
  intros A T x b. unfold decide. rewrite find_add. destruct (Pos.eqb_spec x (variable l)) as [->|]; [|apply A].
  intros [= <-]. now apply eqb_prop.
Qed.

Lemma is_true_negated v l : is_true v (negated l) = negb (is_true v l).
Proof. unfold is_true, negated. cbn. now destruct (v (variable l)), (sign l). Qed.

Lemma is_true_known v a l b :
  agrees v a -> Map.find (variable l) a = Some b -> is_true v l = Bool.eqb b (sign l).
Proof. intros A F. unfold is_true. now rewrite (A _ _ F). Qed.

Lemma same_eq l m : same l m = true -> l = m.
Proof.
  destruct l, m. unfold same. cbn. rewrite andb_true_iff, Pos.eqb_eq, eqb_true_iff. now intros [-> ->].
Qed.

Lemma refuse_agrees v c :
  forall a a', agrees v a -> satisfies_clause v c = false -> refuse a c = Some a' -> agrees v a'.
Proof.
  induction c as [|l c IH]; cbn; intros a a' A S R; [now injection R as <-|].
  apply orb_false_iff in S as [L S]. destruct (Map.find (variable l) a) as [b|] eqn:F.
  - destruct (Bool.eqb b (sign l)); [discriminate|]. eauto.
  - assert (agrees v (decide (negated l) a)) as B.
    { apply agrees_decide; [exact A|]. now rewrite is_true_negated, L. }
    exact (IH _ a' B S R).
Qed.

(** Of a clause that holds, some open literal is true. *)
Lemma look_sound v a c :
  forall open, agrees v a ->
  (satisfies_clause v c = true \/ exists l, open = Some l /\ is_true v l = true) ->
  match look a open c with Conflict => False | Unit l => is_true v l = true | Useless => True end.
Proof.
  induction c as [|l c IH]; cbn; intros open A H.
  - destruct H as [|[l [-> T]]]; [discriminate|exact T].
  - destruct (Map.find (variable l) a) as [b|] eqn:F.
    + rewrite (is_true_known v a l b A F) in H. destruct (Bool.eqb b (sign l)); [exact I|]. now apply IH.
    + destruct (is_true v l) eqn:T; cbn in H.
      * destruct open as [m|]; [|apply IH; eauto].
        destruct (same l m) eqn:E; [|exact I]. apply same_eq in E as <-. apply IH; eauto.
      * destruct open as [m|]; [destruct (same l m); [|exact I]|]; apply IH; auto.
        destruct H as [|[m [? _]]]; [now left|discriminate].
Qed.

Lemma propagate_sound v d : all_hold v d -> forall hints a, agrees v a -> propagate d a hints = false.
Proof.
  intros H. induction hints as [|h hints IH]; cbn; intros a A; [reflexivity|].
  destruct (Map.find h d) as [c|] eqn:F; [|reflexivity].
  pose proof (look_sound v a c None A (or_introl (H _ _ F))) as S.
  destruct (look a None c) as [|l|]; [contradiction| |reflexivity].
  apply IH. now apply agrees_decide.
Qed.

Lemma delete_holds v numbers :
  forall d d', all_hold v d -> delete d numbers = Some d' -> all_hold v d'.
Proof.
  induction numbers as [|n numbers IH]; cbn; intros d d' H D; [now injection D as <-|].
  destruct (Map.find n d); [|discriminate]. eapply IH; [|exact D]. intros m e F. apply (H m).
  destruct (Pos.eq_dec m n) as [->|N]; [now rewrite Map.grs in F|now rewrite Map.gro in F].
Qed.

Lemma run_sound v p : forall next d, all_hold v d -> run next d p = false.
Proof.
  induction p as [|[n c hints|numbers] p IH]; cbn; intros next d H; [reflexivity| |].
  - destruct (Pos.leb next n); [|reflexivity].
    destruct (refuse (Map.empty bool) c) as [a|] eqn:R; [|reflexivity].
    destruct (satisfies_clause v c) eqn:S.
    + destruct (propagate d a hints); [|reflexivity]. destruct c as [|l c]; [discriminate|].
      apply IH. intros m e. rewrite find_add. destruct (Pos.eqb m n); [now intros [= <-]|apply H].
    + rewrite (propagate_sound v d H hints a); [reflexivity|].
      eapply refuse_agrees; [apply agrees_empty|exact S|exact R].
  - destruct (delete d numbers) as [d'|] eqn:D; [|reflexivity]. apply IH. eapply delete_holds; eauto.
Qed.

Lemma load_holds v f :
  forall n d, all_hold v d -> satisfies v f = true -> all_hold v (snd (load n d f)).
Proof.
  induction f as [|c f IH]; cbn; intros n d H S; [exact H|].
  apply andb_true_iff in S as [C S]. apply IH; [|exact S].
  intros m e. rewrite find_add. destruct (Pos.eqb m n); [now intros [= <-]|apply H].
Qed.

Theorem check_sound f p : check f p = true -> forall v, satisfies v f = false.
Proof.
  intros C v. destruct (satisfies v f) eqn:S; [|reflexivity]. unfold check in C.
  pose proof (load_holds v f 1 (Map.empty clause)) as L. destruct (load 1 (Map.empty clause) f) as [next d].
  rewrite (run_sound v p next d) in C; [discriminate|]. apply L; [|exact S].
  intros n c. rewrite Map.gempty. discriminate.
Qed.
