(** What the sentences of intent files say: the table of docs/intents.md. The second page to read. *)
From Coq Require Import String List NArith Bool.
From Netproof Require Import Policy.
Import ListNotations.
Open Scope N_scope.

(** * Groups *)

Inductive namespace_term := AnyNamespace | Named (names : list string) | Matching (s : selector).

Inductive group :=
| Pods (namespaces : namespace_term) (pods : option selector) (runs_as : option string)
| Addresses (b : block)
| Internet
| External
| Anyone
| AnyOf (l : list group).

(** What [Internet] leaves out of [External]: ranges that are not routed publicly. *)
Definition special (f : family) : list cidr :=
  match f with
  | IPv4 => map (fun x => {| base := fst x; prefix := snd x |})
      [(0, 8); (0x0a000000, 8); (0x64400000, 10); (0x7f000000, 8); (0xa9fe0000, 16);
       (0xac100000, 12); (0xc0a80000, 16); (0xe0000000, 4); (0xf0000000, 4)]
  | IPv6 => map (fun x => {| base := N.shiftl (fst x) 112; prefix := snd x |})
      [(0xfc00, 7); (0xfe80, 10); (0xff00, 8)] ++ [{| base := 0; prefix := 128 |}; {| base := 1; prefix := 128 |}]
  end.

Definition option_holds {A} (o : option A) (test : A -> bool) := match o with None => true | Some x => test x end.

(** Whether an end of a flow is in a group; pods on their node's network are in groups like any other. *)
Fixpoint member (f : family) (e : endpoint) (g : group) : bool :=
  match g, e with
  | Anyone, _ => true
  | AnyOf l, _ => existsb (member f e) l
  | Pods ns ps as_, Pod p =>
      match ns with
      | AnyNamespace => true
      | Named names => existsb (String.eqb (ns_name (pod_namespace p))) names
      | Matching s => selects s (labels_of (pod_namespace p))
      end && option_holds ps (fun s => selects s (pod_labels p)) && option_holds as_ (String.eqb (account p))
  | External, Outside _ => true
  | Internet, Outside a => negb (existsb (in_cidr f a) (special f))
  | Addresses b, Outside a => family_eqb (block_family b) f && in_block b a
  | _, _ => false
  end.

(** * Conditions on flows *)

Inductive port_term :=
| Range (first last : N) (t : option protocol)   (* TCP where none is written *)
| Every (t : option protocol).

Inductive role := Source | Destination.
Definition end_at (f : flow) (r : role) := match r with Source => source f | Destination => destination f end.

Inductive condition :=
| Is (r : role) (l : list group)
| On (l : list port_term)                 (* none: every port *)
| Divided (key : string)                  (* pods of namespaces that differ, and so do their values of a label *)
| Crossing (key : string)                 (* pods of namespaces that differ, of which at least one carries a label *)
| Never
| Not (c : condition)
| All (l : list condition)
| Any (l : list condition).

Definition port_term_holds (f : flow) (t : port_term) : bool :=
  match t with
  | Every None => true
  | Every (Some t) => protocol_eqb (transport f) t
  | Range first last t =>
      protocol_eqb (transport f) (match t with Some t => t | None => TCP end) && (first <=? port f) && (port f <=? last)
  end.

Definition value_eqb (x y : option string) :=
  match x, y with Some x, Some y => String.eqb x y | None, None => true | _, _ => false end.

(** Of the labels of two namespaces that differ. *)
Definition of_two (f : flow) (test : labels -> labels -> bool) : bool :=
  match source f, destination f with
  | Pod s, Pod d =>
      negb (String.eqb (ns_name (pod_namespace s)) (ns_name (pod_namespace d))) &&
      test (labels_of (pod_namespace s)) (labels_of (pod_namespace d))
  | _, _ => false
  end.

Fixpoint holds (f : flow) (c : condition) : bool :=
  match c with
  | Is r l => existsb (member (flow_family f) (end_at f r)) l
  | On l => some_or_empty l (port_term_holds f)
  | Divided key => of_two f (fun s d => negb (value_eqb (s key) (d key)))
  | Crossing key => of_two f (fun s d => negb (value_eqb (s key) None) || negb (value_eqb (d key) None))
  | Never => false
  | Not c => negb (holds f c)
  | All l => forallb (holds f) l
  | Any l => existsb (holds f) l
  end.

(** * Sentences *)

Definition target := (list group * list port_term)%type.
(** [except from T], [except on :P], [except on :P from T]; no groups: from anyone. *)
Definition ingress_exception := (option (list group) * list port_term)%type.
Inductive tenant_exception := ExceptTo (t : target) | ExceptFrom (x : ingress_exception).
Inductive extent := Everywhere | Namespaces (names : list string) | ToTargets (l : list target) | FromGroups (l : list group).

Inductive claim :=
| Reaches (s : list group) (t : list target)
| SomeReaches (s : list group) (t : list target)
| MayReach (s : list group) (t : list target)
| CannotReach (s : list group) (t : list target)
| OnlyMayReach (s : list group) (t : list target)
| OnlyReaches (s : list group) (t : list target)
| NoEgress (s : list group) (exceptions : list target)
| NoIngress (t : list group) (exceptions : list ingress_exception)
| Isolated (s t : list group)
| NamespacesIsolated (key : string) (exceptions : list tenant_exception)
| NothingElse (e : extent).

Definition to_some (l : list target) := Any (map (fun t => All [Is Destination (fst t); On (snd t)]) l).
Definition from_to (s : list group) (t : list target) := All [Is Source s; to_some t].
Definition from_exception (x : ingress_exception) :=
  All [match fst x with None => All [] | Some s => Is Source s end; On (snd x)].

(** The flows that must not be possible, if nothing lets them off. *)
Definition scope (c : claim) : condition :=
  match c with
  | CannotReach s t => from_to s t
  | OnlyMayReach s t | OnlyReaches s t => All [Not (Is Source s); to_some t]
  | NoEgress s _ => Is Source s
  | NoIngress t _ => Is Destination t
  | Isolated s t => Any [All [Is Source s; Is Destination t]; All [Is Source t; Is Destination s]]
  | NamespacesIsolated key _ => Divided key
  | NothingElse Everywhere => All []
  | NothingElse (Namespaces names) =>
      let pods := [Pods (Named names) None None] in Any [Is Source pods; Is Destination pods]
  | NothingElse (ToTargets l) => to_some l
  | NothingElse (FromGroups l) => Is Source l
  | Reaches _ _ | SomeReaches _ _ | MayReach _ _ => Never
  end.

(** The flows that the sentence excepts. *)
Definition excepted (c : claim) : condition :=
  match c with
  | NoEgress s xs => from_to s xs
  | NoIngress t xs => All [Is Destination t; Any (map from_exception xs)]
  | NamespacesIsolated key xs =>
      All [Crossing key; Any (map (fun x => match x with ExceptTo t => to_some [t] | ExceptFrom x => from_exception x end) xs)]
  | _ => Never
  end.

(** The flows that a sentence asks for or permits: they are covered, for [nothing else is allowed]. *)
Definition covers (c : claim) : condition :=
  match c with
  | Reaches s t | SomeReaches s t | MayReach s t | OnlyMayReach s t | OnlyReaches s t => from_to s t
  | _ => excepted c
  end.

(** The flows of [scope] that are let off; [run]: all sentences of the run. *)
Definition excused (run : list claim) (c : claim) : condition :=
  match c with NothingElse _ => Any (map covers run) | _ => excepted c end.

(** No flow of these may be allowed. *)
Definition prohibited (run : list claim) (c : claim) : condition := All [scope c; Not (excused run c)].

(** Each flow of these must be allowed. *)
Definition required (c : claim) : condition :=
  match c with Reaches s t | OnlyReaches s t => from_to s t | _ => Never end.
