(* cover-verified FILE: reads the token format of README.md for the checker of Certificate.v. This part is not verified: it is to hand on what was
   written, all of it and nothing else. Exit status: 0 verified, 1 rejected, 2 unreadable, 5 not covered. *)
open Covercore

exception Unreadable of string
exception Beyond of string

let words = ref []
let next () = match !words with w :: l -> words := l; w | [] -> raise (Unreadable "the end is missing")
let wrong what w = raise (Unreadable (Printf.sprintf "no %s: %s" what w))
let expect w = let v = next () in if v <> w then wrong w v
let peek w = match !words with v :: _ -> v = w | [] -> false

(* `=` and the text, bytes of which may be written `%2F`. *)
let text_of w =
  let n = String.length w in
  if n = 0 || w.[0] <> '=' then wrong "text" w;
  let b = Buffer.create n in
  let rec go i =
    if i < n then
      if w.[i] <> '%' then (Buffer.add_char b w.[i]; go (i + 1))
      else
        match if i + 2 < n then int_of_string_opt ("0x" ^ String.sub w (i + 1) 2) else None with
        | Some c -> Buffer.add_char b (Char.chr c); go (i + 3)
        | None -> wrong "text" w in
  go 1; Buffer.contents b
let text () = text_of (next ())

(* Decimal, or hexadecimal behind `0x`. *)
let rec small n = if n = 0 then N0 else N.add (small (n / 2)) (N.add (small (n / 2)) (if n land 1 = 1 then Npos XH else N0))
let number () =
  let w = next () in
  let n = String.length w in
  let base, first = if n > 2 && String.sub w 0 2 = "0x" then (16, 2) else (10, 0) in
  let digit c = match c with '0' .. '9' -> Char.code c - 48 | 'a' .. 'f' when base = 16 -> Char.code c - 87 | _ -> wrong "number" w in
  if n = 0 || n > 40 then wrong "number" w;
  String.fold_left (fun x c -> N.add (N.mul x (small base)) (small (digit c))) N0 (String.sub w first (n - first))
let rec nat n = if n <= 0 then O else S (nat (n - 1))
let count () = let w = next () in match int_of_string_opt w with Some n when n >= 0 && n < 100000 -> nat n | _ -> wrong "count" w

let list item = expect "["; let rec go l = if peek "]" then (expect "]"; List.rev l) else let x = item () in go (x :: l) in go []
let pair a b () = let x = a () in let y = b () in (x, y)
let option item () = match next () with "-" -> None | "+" -> Some (item ()) | w -> wrong "option" w
let one_of what l () = let w = next () in match List.assoc_opt w l with Some x -> x | None -> wrong what w
let flag yes no = one_of yes [ (yes, true); (no, false) ]
let not_covered what = raise (Beyond (what ^ " " ^ text ()))

let family = one_of "family" [ ("IPv4", IPv4); ("IPv6", IPv6) ]
let protocol = one_of "protocol" [ ("TCP", TCP); ("UDP", UDP); ("SCTP", SCTP) ]
let role = one_of "side" [ ("src", Source); ("dst", Destination) ]
let direction = one_of "direction" [ ("ingress", Ingress); ("egress", Egress) ]
let labels () = list (pair text text)
let cidr () = let base = number () in let prefix = number () in { base; prefix }
let block () = let block_family = family () in let block_cidr = cidr () in let except = list cidr in { block_family; block_cidr; except }
let requirement () =
  match next () with
  | "In" -> let k = text () in KeyIn (k, list text)
  | "NotIn" -> let k = text () in KeyNotIn (k, list text)
  | "Exists" -> KeyExists (text ())
  | "DoesNotExist" -> KeyDoesNotExist (text ())
  | w -> wrong "operator" w
let selector () = let match_labels = labels () in let match_expressions = list requirement in { match_labels; match_expressions }

let peer () =
  match next () with
  | "selectors" -> let n = option selector () in let p = option selector () in Selectors (n, p)
  | "block" -> Block (block ())
  | w -> wrong "peer" w
let policy_port () =
  let port_protocol = option protocol () in
  let first_port, end_port =
    match next () with
    | "every" -> (None, None)
    | "number" -> let n = number () in (Some n, None)
    | "range" -> let n = number () in let m = number () in (Some n, Some m)
    | "named" -> not_covered "named port"
    | w -> wrong "port" w in
  { port_protocol; first_port; end_port }
let rule () = let peers = list peer in let ports = list policy_port in { peers; ports }
let policy () =
  match next () with
  | "policy" ->
      let home = text () in let title = text () in let pod_selector = selector () in
      let policy_types = list direction in let ingress = list rule in let egress = list rule in
      (home, { title; pod_selector; policy_types; ingress; egress })
  | "admin" -> not_covered "admin tier"
  | w -> wrong "policy" w

let namespace () =
  let name = text () in let declared = flag "declared" "undeclared" () in let written_labels = labels () in
  { name; declared; written_labels }
let pod () =
  let full_name = text () in let home = text () in let own_labels = labels () in let unknown_labels = list text in
  let runs_as = text () in let on_host = flag "host" "own" () in let on_node = option text () in
  let addresses = list (pair family number) in let replicas = flag "replicas" "single" () in
  { full_name; home; own_labels; unknown_labels; runs_as; on_host; on_node; addresses; replicas }
let cluster () =
  expect "cni"; let cni = one_of "plugin" [ ("upstream", Upstream); ("cilium", BlocksSkipPods); ("none", Nothing) ] () in
  expect "families"; let families = list family in
  expect "pool"; let pool = list (pair family cidr) in
  expect "namespaces"; let namespaces = list namespace in
  expect "pods"; let pods = list pod in
  expect "policies"; let written_policies = list policy in
  expect "fixed-pod-labels"; let fixed_pod_labels = list text in
  expect "fixed-namespace-labels"; let fixed_namespace_labels = list text in
  expect "baseline"; let baseline = option text () in
  expect "beyond"; if not (peek "[") then wrong "list" (next ()); expect "["; if not (peek "]") then not_covered "input:"; expect "]";
  { cni; families; pool; namespaces; pods; written_policies; fixed_pod_labels; fixed_namespace_labels; baseline }

let rec group () =
  match next () with
  | "pods" ->
      let n = match next () with
        | "any" -> AnyNamespace | "named" -> Named (list text) | "matching" -> Matching (selector ()) | w -> wrong "namespaces" w in
      let s = option selector () in let a = option text () in Pods (n, s, a)
  | "addresses" -> Addresses (block ())
  | "internet" -> Internet
  | "external" -> External
  | "anyone" -> Anyone
  | "any-of" -> AnyOf (list group)
  | w -> wrong "group" w
let port_term () =
  match next () with
  | "range" -> let a = number () in let b = number () in Range (a, b, option protocol ())
  | "every" -> Every (option protocol ())
  | "named" -> not_covered "named port"
  | w -> wrong "ports" w
let groups () = list group
let target () = let g = groups () in (g, list port_term)
let exception_ () = let g = option groups () in (g, list port_term)
let claim () =
  let two make = let s = groups () in make s (list target) in
  match next () with
  | "reaches" -> two (fun s t -> Reaches (s, t))
  | "some-reaches" -> two (fun s t -> SomeReaches (s, t))
  | "may-reach" -> two (fun s t -> MayReach (s, t))
  | "cannot-reach" -> two (fun s t -> CannotReach (s, t))
  | "only-may-reach" -> two (fun s t -> OnlyMayReach (s, t))
  | "only-reaches" -> two (fun s t -> OnlyReaches (s, t))
  | "no-egress" -> two (fun s t -> NoEgress (s, t))
  | "no-ingress" -> let g = groups () in NoIngress (g, list exception_)
  | "isolated" -> let s = groups () in Isolated (s, groups ())
  | "namespaces-isolated" ->
      let k = text () in
      NamespacesIsolated (k, list (fun () -> match next () with
        | "to" -> ExceptTo (target ()) | "from" -> ExceptFrom (exception_ ()) | w -> wrong "exception" w))
  | "nothing-else" -> NothingElse (match next () with
      | "everywhere" -> Everywhere | "namespaces" -> Namespaces (list text) | "to" -> ToTargets (list target)
      | "from" -> FromGroups (groups ()) | w -> wrong "extent" w)
  | w -> wrong "sentence" w

let names () = { all_but = false; listed = list (option text) }
let numbers () = list (pair number number)
(* A dimension, and then what reads a set of its values. *)
let question () =
  let asks d () = Asks (d, names ()) in
  let of_role make = asks (make (role ())) in
  match next () with
  | "transport" -> asks Transport
  | "family" -> asks Family
  | "new" -> asks Newcomers
  | "same-namespace" -> asks SameNamespace
  | "same-label" -> asks (SameLabel (text ()))
  | "kind" -> of_role (fun r -> Kind r)
  | "namespace" -> of_role (fun r -> Namespace r)
  | "account" -> of_role (fun r -> Account r)
  | "pod" -> of_role (fun r -> PodName r)
  | "label" -> let r = role () in asks (Label (r, text ()))
  | "namespace-label" -> let r = role () in asks (NamespaceLabel (r, text ()))
  | "port" -> fun () -> AsksPort (numbers ())
  | "address" -> let r = role () in fun () -> AsksAddress (r, numbers ())
  | "port-name" -> not_covered "named port"
  | w -> wrong "dimension" w
let basis () =
  match next () with
  | "outside" -> IsOutside
  | "host" -> OnHost
  | "not-isolated" -> NotIsolated
  | "rule" -> let t = text () in ByRule (t, count ())
  | w -> wrong "basis" w
let reason () =
  match next () with
  | "outside-scope" -> OutsideScope
  | "permitted" -> Permitted
  | "blocked" -> let d = direction () in Blocked (d, list text)
  | "allowed" -> let e = basis () in AllowedBy (e, basis ())
  | "own-node" -> OwnNode
  | "not-enforced" -> NotEnforced
  | w -> wrong "reason" w
let rec tree () =
  match next () with
  | "closed" -> Closed (reason ())
  | "split" ->
      let ask = question () in
      let rec cases () =
        if peek "]" then (expect "]"; match next () with "otherwise" -> tree () | "no-more" -> Empty | w -> wrong "rest" w)
        else let q = ask () in let yes = tree () in Split (q, yes, cases ()) in
      expect "["; cases ()
  | w -> wrong "case" w

let spot () =
  match next () with
  | "pod" -> AtPod (text ())
  | "address" -> AtAddress (number ())
  | "new" -> not_covered "witness"
  | w -> wrong "end of a witness" w
let witness () =
  let from_spot = spot () in let to_spot = spot () in let in_family = family () in let on_transport = protocol () in
  let on_port = number () in
  let said_of_it = one_of "decision" [ ("allowed", Some true); ("blocked", Some false); ("unknown", None) ] () in
  { from_spot; to_spot; in_family; on_transport; on_port; said_of_it }
let part () =
  let shows = one_of "part" [ ("prohibits", Prohibits); ("requires", Requires); ("finds", Finds); ("permits", Permits) ] () in
  let about = one_of "world" [ ("deployed", Deployed); ("open", Open); ("open-cluster", OpenCluster); ("open-both", OpenBoth) ] () in
  let is_unlisted = flag "unlisted" "listed" () in
  let seen = witness () in
  { shows; about; is_unlisted; seen; cases = (match shows with Prohibits | Requires -> tree () | Finds | Permits -> Empty) }

let () =
  if Array.length Sys.argv <> 2 then (prerr_endline "usage: cover-verified FILE"; exit 2);
  try
    let f = try open_in_bin Sys.argv.(1) with Sys_error e -> raise (Unreadable e) in
    let blanks = String.map (fun c -> if c = '\n' then ' ' else c) (really_input_string f (in_channel_length f)) in
    words := List.filter (( <> ) "") (String.split_on_char ' ' blanks);
    expect "netproof-tokens"; expect "1";
    let c = cluster () in
    expect "run"; let run = list claim in
    expect "claim"; let s = claim () in
    expect "parts"; let parts = list part in
    expect "end"; if !words <> [] then wrong "end" (next ());
    if certified c run s parts then print_endline "s VERIFIED"
    else (print_endline "s REJECTED"; exit 1)
  with
  | Unreadable e -> print_endline ("s UNREADABLE " ^ e); exit 2
  | Beyond e -> print_endline ("s NOT COVERED by the verified checker: " ^ e); exit 5
