(** Which flows there are, given what was written: docs/worlds. The third page to read. *)
From Coq Require Import String List NArith Bool.
From Netproof Require Import Policy.
Import ListNotations.
Open Scope N_scope.

(** * What was written *)

Record written_namespace := { name : string; written_labels : list (string * string); declared : bool }.

Record written_pod := {
  full_name : string;                   (* what certificates call it *)
  home : string;                        (* the name of its namespace *)
  own_labels : list (string * string);
  unknown_labels : list string;         (* keys of labels that a controller adds with values nobody knows (C-154) *)
  runs_as : string;
  on_host : bool;
  on_node : option string;
  addresses : list (family * N);        (* none: unknown (C-51, C-52) *)
  replicas : bool }.                    (* stands for at least two pods *)

Record cluster := {
  cni : plugin;
  families : list family;
  pool : list (family * cidr);          (* where pod addresses lie; nothing for a family: anywhere *)
  namespaces : list written_namespace;
  pods : list written_pod;              (* those that have not finished (C-49) *)
  written_policies : list (string * policy);   (* with their namespaces *)
  fixed_pod_labels : list string;       (* keys that only administrators set *)
  fixed_namespace_labels : list string;
  baseline : option string }.           (* the namespace of whose policies new namespaces have copies *)

Inductive world := Deployed | Open | OpenCluster | OpenBoth.
Definition is_deployed (w : world) := match w with Deployed => true | _ => false end.
Definition has_new_namespaces (w : world) := match w with OpenCluster | OpenBoth => true | _ => false end.

Section Flows.
Variable c : cluster.
Variable w : world.

Definition lookup (l : list (string * string)) : labels :=
  fun key => match find (fun kv => String.eqb (fst kv) key) l with Some kv => Some (snd kv) | None => None end.
Definition is_known (n : string) : bool := existsb (fun x => String.eqb (name x) n) (namespaces c).

Definition policies_of (n : string) : list policy :=
  let written_in m := map snd (filter (fun x => String.eqb (fst x) m) (written_policies c)) in
  if is_known n then written_in n else match baseline c with None => [] | Some m => written_in m end.

(** * Addresses *)

Definition pool_of (f : family) : list cidr := map snd (filter (fun x => family_eqb (fst x) f) (pool c)).
Definition in_pool (f : family) (a : N) : bool := some_or_empty (pool_of f) (in_cidr f a).
(** Of pods with an address of their own. *)
Definition known_addresses (f : family) : list N :=
  flat_map (fun p => if on_host p then [] else map snd (filter (fun x => family_eqb (fst x) f) (addresses p))) (pods c).
Definition is_address (f : family) (a : N) : Prop := a < 2 ^ width f.

Definition is_outside (f : family) (a : N) : Prop :=
  is_address f a /\ existsb (in_cidr f a) (pool_of f) = false /\ ~ In a (known_addresses f).

(** A test of an unknown address may turn out true if some possible address passes it; a hostNetwork pod has its node's. *)
Inductive address_fits (f : family) (p : written_pod) : address -> Prop :=
| known_fits a : In (f, a) (addresses p) -> is_address f a -> address_fits f p (Known a)
| unknown_fits answer :
    addresses p = [] ->
    (forall b, block_family b = f -> answer b = true ->
       exists a, is_address f a /\ (on_host p = true \/ in_pool f a = true) /\ in_block b a = true) ->
    address_fits f p (Unknown answer).

(** * Ends of flows *)

(** Labels are those that were written; in wider worlds what nobody knows may be anything. *)
Definition namespace_fits (x : written_namespace) (n : namespace) : Prop :=
  ns_name n = name x /\
  (is_deployed w || declared x = true -> forall key, ns_labels n key = lookup (written_labels x) key).

Definition is_written_pod (f : family) (p : written_pod) (q : pod) : Prop :=
  (exists x, In x (namespaces c) /\ name x = home p /\ namespace_fits x (pod_namespace q)) /\
  (forall key, is_deployed w = true \/ ~ In key (unknown_labels p) \/ lookup (own_labels p) key <> None ->
     pod_labels q key = lookup (own_labels p) key) /\
  account q = runs_as p /\ host_network q = on_host p /\ node q = on_node p /\ address_fits f p (pod_address q).

(** A namespace that nobody has made yet: what only administrators set it shares with no other. *)
Definition is_new_namespace (n : namespace) : Prop :=
  has_new_namespaces w = true /\ is_known (ns_name n) = false /\
  forall key x, In key (fixed_namespace_labels c) -> In x (namespaces c) ->
    ns_labels n key = None \/
    ns_labels n key <> labels_of {| ns_name := name x; ns_labels := lookup (written_labels x) |} key.

(** A pod that nobody has made yet: any labels, any free address. *)
Definition is_new_pod (f : family) (q : pod) : Prop :=
  is_deployed w = false /\
  ((exists x, In x (namespaces c) /\ namespace_fits x (pod_namespace q)) \/ is_new_namespace (pod_namespace q)) /\
  (forall key, In key (fixed_pod_labels c) -> pod_labels q key = None \/
     exists p, In p (pods c) /\ home p = ns_name (pod_namespace q) /\ lookup (own_labels p) key = pod_labels q key) /\
  host_network q = false /\ node q = None /\
  exists a, pod_address q = Known a /\ is_address f a /\ in_pool f a = true /\ ~ In a (known_addresses f).

(** Who an end is: the pod of a number in [pods], a pod to come, an address outside. *)
Inductive who := Written (i : nat) | Newcomer | Stranger.

Definition is_end (f : family) (x : who) (e : endpoint) : Prop :=
  match x, e with
  | Written i, Pod q => exists p, nth_error (pods c) i = Some p /\ is_written_pod f p q
  | Newcomer, Pod q => is_new_pod f q
  | Stranger, Outside a => is_outside f a
  | _, _ => False
  end.

(** * Flows *)

Record is_flow (f : flow) (s d : who) : Prop := {
  source_is : is_end (flow_family f) s (source f);
  destination_is : is_end (flow_family f) d (destination f);
  family_is_used : In (flow_family f) (families c);
  port_is_one : 1 <= port f <= 65535;
  some_end_is_inside : s <> Stranger \/ d <> Stranger;
  (* Two pods come in [OpenBoth] only. *)
  newcomers_come : s = Newcomer -> d = Newcomer -> w = OpenBoth;
  (* A pod does not reach itself through the network (C-37); replicas of one template do, and are alike. *)
  no_loop : forall i, s = Written i -> d = Written i ->
    (exists p, nth_error (pods c) i = Some p /\ replicas p = true) /\
    forall p q, source f = Pod p -> destination f = Pod q -> forall key, pod_labels p key = pod_labels q key;
  (* A namespace has one set of labels. *)
  one_namespace : forall p q, source f = Pod p -> destination f = Pod q ->
    ns_name (pod_namespace p) = ns_name (pod_namespace q) ->
    forall key, ns_labels (pod_namespace p) key = ns_labels (pod_namespace q) key }.

Definition exists_in_world (f : flow) : Prop := exists s d, is_flow f s d.
End Flows.

(** * What a verdict promises *)

(** Answers to what nobody knows are part of a flow: over all flows of a world, to say that none is allowed is to say that none
    may be, and to say that each is allowed is to say that each must be. *)
Definition decision (c : cluster) (f : flow) : bool := allowed (cni c) (policies_of c) f.
