(* lrat-verified FORMULA.cnf PROOF.lrat: reads the two texts for the checker of Lrat.v. This part is not verified: it is to hand on what was
   written, all of it and nothing else. Exit status: 0 verified, 1 rejected, 2 unreadable. *)
open Lratcore

exception Unreadable of string

let read file =
  try let f = open_in_bin file in let s = really_input_string f (in_channel_length f) in close_in f; s
  with Sys_error e -> raise (Unreadable e)

let rec positive n = if n = 1 then XH else if n land 1 = 1 then XI (positive (n lsr 1)) else XO (positive (n lsr 1))

(* One number has one spelling. *)
let number w =
  match int_of_string_opt w with
  | Some n when string_of_int n = w && abs n < 1 lsl 50 -> n
  | _ -> raise (Unreadable ("no number: " ^ w))

let rec up_to_zero = function
  | [] -> raise (Unreadable "a list without its 0")
  | "0" :: rest -> ([], rest)
  | w :: rest -> let l, rest = up_to_zero rest in (number w :: l, rest)

let last_list words = match up_to_zero words with l, [] -> l | _ -> raise (Unreadable "more than one line holds")
let clause_number n = if n > 0 then positive n else raise (Unreadable "no number of a clause (RAT is refused)")
let literal variables n =
  if abs n <= variables then { variable = positive (abs n); sign = n > 0 } else raise (Unreadable "no such variable")

(* What [parse] makes of each line that is no comment; the last line ends like the others. *)
let lines file parse =
  let text = read file in
  if text = "" || text.[String.length text - 1] <> '\n' then raise (Unreadable (file ^ ": empty, or cut short"));
  let line i l =
    match List.filter (( <> ) "") (String.split_on_char ' ' l) with
    | [] | "c" :: _ -> []
    | words -> ( try [ parse words ] with Unreadable e -> raise (Unreadable (Printf.sprintf "%s:%d: %s" file (i + 1) e))) in
  List.concat (List.mapi line (String.split_on_char '\n' text))

let formula file =
  let header = ref None in
  let clause words =
    match (!header, words) with
    | None, [ "p"; "cnf"; v; c ] -> header := Some (number v, number c); []
    | Some (v, _), words -> [ List.map (literal v) (last_list words) ]
    | None, _ -> raise (Unreadable "no header `p cnf VARIABLES CLAUSES`") in
  let f = List.concat (lines file clause) in
  match !header with
  | Some (v, c) when List.length f = c -> (v, f)
  | _ -> raise (Unreadable (file ^ ": not as many clauses as announced"))

let step variables = function
  | _ :: "d" :: words -> Delete (List.map clause_number (last_list words))
  | id :: words ->
      let c, rest = up_to_zero words in
      Derive (clause_number (number id), List.map (literal variables) c, List.map clause_number (last_list rest))
  | [] -> raise (Unreadable "nothing")

let () =
  if Array.length Sys.argv <> 3 then (prerr_endline "usage: lrat-verified FORMULA.cnf PROOF.lrat"; exit 2);
  try
    let variables, f = formula Sys.argv.(1) in
    if check f (lines Sys.argv.(2) (step variables)) then print_endline "s VERIFIED UNSAT" else (print_endline "s REJECTED"; exit 1)
  with Unreadable e -> print_endline ("s UNREADABLE " ^ e); exit 2
