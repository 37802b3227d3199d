(** What NetworkPolicies allow: the page to read before anything here is believed. Keys like C-04 are rows of docs/corner-cases.md.
    Names and labels are strings, ports and addresses numbers. Not here: named ports, admin tiers, addresses that a Service replaces. *)
From Coq Require Import String List NArith Bool.
Import ListNotations.
Open Scope string_scope. Open Scope N_scope. Open Scope list_scope.

(** * Labels: the value of each key that is there *)
Definition labels := string -> option string.
Definition has (l : labels) (key value : string) : bool := match l key with Some v => String.eqb v value | None => false end.

Inductive requirement :=
| KeyIn (key : string) (values : list string)
| KeyNotIn (key : string) (values : list string)
| KeyExists (key : string)
| KeyDoesNotExist (key : string).
Definition meets (l : labels) (r : requirement) : bool :=
  match r with
  | KeyIn key values => existsb (has l key) values
  | KeyNotIn key values => negb (existsb (has l key) values)                      (* an absent label is not in them: C-29 *)
  | KeyExists key => match l key with Some _ => true | None => false end
  | KeyDoesNotExist key => match l key with Some _ => false | None => true end
  end.

(** All of both lists; the empty selector is for everybody (C-01, C-17). *)
Record selector := { match_labels : list (string * string); match_expressions : list requirement }.
Definition selects (s : selector) (l : labels) : bool :=
  forallb (fun kv => has l (fst kv) (snd kv)) (match_labels s) && forallb (meets l) (match_expressions s).

(** * Addresses: [base/prefix], where bits of [base] behind the prefix do not count (C-58) *)
Inductive family := IPv4 | IPv6.
Definition family_eqb (x y : family) := match x, y with IPv4, IPv4 | IPv6, IPv6 => true | _, _ => false end.
Definition width (f : family) : N := match f with IPv4 => 32 | IPv6 => 128 end.
Record cidr := { base : N; prefix : N }.
Definition in_cidr (f : family) (a : N) (c : cidr) : bool :=
  N.shiftr a (width f - prefix c) =? N.shiftr (base c) (width f - prefix c).

(** An ipBlock. [except] narrows this block alone (C-57). *)
Record block := { block_family : family; block_cidr : cidr; except : list cidr }.
Definition in_block (b : block) (a : N) : bool :=
  in_cidr (block_family b) a (block_cidr b) && negb (existsb (in_cidr (block_family b) a) (except b)).

(** * Flows: a connection after Services, between ends with addresses of one family; [port] is the destination's own (C-26, C-61) *)
Record namespace := { ns_name : string; ns_labels : labels }.
Definition labels_of (n : namespace) : labels := fun key =>                       (* the API server sets the name: C-27, C-28 *)
  if String.eqb key "kubernetes.io/metadata.name" then Some (ns_name n) else ns_labels n key.

(** Of an address that nobody knows each test may turn out either way, by itself: [answer] is how (C-55). *)
Inductive address := Known (a : N) | Unknown (answer : block -> bool).
Record pod := {
  pod_namespace : namespace; pod_labels : labels; account : string;
  host_network : bool; node : option string; pod_address : address }.
Inductive endpoint := Pod (p : pod) | Outside (a : N).
Inductive protocol := TCP | UDP | SCTP.
Definition protocol_eqb (x y : protocol) := match x, y with TCP, TCP | UDP, UDP | SCTP, SCTP => true | _, _ => false end.
Record flow := { source : endpoint; destination : endpoint; flow_family : family; transport : protocol; port : N }.

(** * Policies, as written; a list that is missing is an empty one (C-10, C-12, C-21) *)
Inductive peer :=
| Selectors (namespaces : option selector) (pods : option selector)               (* of one item, both count: C-20 *)
| Block (b : block).
Record policy_port := { port_protocol : option protocol; first_port : option N; end_port : option N }.
Record rule := { peers : list peer; ports : list policy_port }.
Inductive direction := Ingress | Egress.
Definition direction_eqb (x y : direction) := match x, y with Ingress, Ingress | Egress, Egress => true | _, _ => false end.
Record policy := {
  title : string; pod_selector : selector; policy_types : list direction; ingress : list rule; egress : list rule }.
Definition types (p : policy) : list direction :=                                 (* C-03 to C-09 *)
  match policy_types p, egress p with [], [] => [Ingress] | [], _ => [Ingress; Egress] | written, _ => written end.
Definition rules (d : direction) (p : policy) := match d with Ingress => ingress p | Egress => egress p end.

(** What plugins differ in: [BlocksSkipPods] is Cilium (C-47, C-54), [Nothing] enforces no policy. *)
Inductive plugin := Upstream | BlocksSkipPods | Nothing.

Section Allowed.
Variable cni : plugin.
Variable policies : string -> list policy.              (* of each namespace: they are for its own pods and no others (C-31) *)
Variable f : flow.

Definition port_matches (y : policy_port) : bool :=
  protocol_eqb (transport f) (match port_protocol y with Some t => t | None => TCP end) &&          (* C-22 to C-24 *)
  match first_port y, end_port y with
  | None, _ => true
  | Some first, None => port f =? first
  | Some first, Some last => (first <=? port f) && (port f <=? last)
  end.
Definition block_matches (b : block) (e : endpoint) : bool :=
  family_eqb (block_family b) (flow_family f) &&                                                    (* C-56 *)
  match e, cni with
  | Outside a, _ => in_block b a
  | Pod _, BlocksSkipPods => false
  | Pod p, _ => match pod_address p with Known a => in_block b a | Unknown answer => answer b end   (* C-54 *)
  end.
Definition peer_matches (own : string) (e : endpoint) (x : peer) : bool :=       (* own: the policy's namespace *)
  match x, e with
  | Block b, _ => block_matches b e
  | Selectors _ _, Outside _ => false
  | Selectors ns ps, Pod p =>
      negb (host_network p) &&                                                                      (* C-42 *)
      match ns with
      | None => String.eqb (ns_name (pod_namespace p)) own                                          (* C-15, C-16 *)
      | Some s => selects s (labels_of (pod_namespace p))
      end &&
      match ps with None => true | Some s => selects s (pod_labels p) end
  end.
Definition some_or_empty {A} (l : list A) (test : A -> bool) := match l with [] => true | _ => existsb test l end.
Definition rule_matches (own : string) (e : endpoint) (r : rule) : bool :=
  some_or_empty (ports r) port_matches && some_or_empty (peers r) (peer_matches own e).

Definition end_of (d : direction) := match d with Ingress => destination f | Egress => source f end.
Definition other (d : direction) := match d with Ingress => Egress | Egress => Ingress end.
Definition isolating (d : direction) (p : pod) : list policy :=
  filter (fun x => existsb (direction_eqb d) (types x) && selects (pod_selector x) (pod_labels p))
    (policies (ns_name (pod_namespace p))).
Definition direction_allows (d : direction) : bool :=
  match end_of d with
  | Outside _ => true
  | Pod p =>
      host_network p ||                                                                             (* C-41 *)
      match isolating d p with
      | [] => true
      | some => existsb (fun x =>                                                                   (* C-33 *)
          existsb (rule_matches (ns_name (pod_namespace p)) (end_of (other d))) (rules d x)) some
      end
  end.

(** A hostNetwork pod is its node, and a node and its own pods reach each other (C-43, C-47). *)
Definition own_node : bool :=
  match source f, destination f with
  | Pod s, Pod d =>
      match node s, node d with
      | Some n, Some m => String.eqb n m && (host_network s && negb (host_network d) ||
          negb (host_network s) && host_network d && match cni with BlocksSkipPods => false | _ => true end)
      | _, _ => false
      end
  | _, _ => false
  end.

Definition allowed : bool :=
  match cni with
  | Nothing => true
  | _ => own_node || direction_allows Egress && direction_allows Ingress                            (* C-34 *)
  end.
End Allowed.
