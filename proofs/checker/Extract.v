(** What is compiled, and what it rests on: of each theorem Coq has to say "Closed under the global context". *)
From Coq Require Import NArith.
From Coq Require Extraction ExtrOcamlBasic ExtrOcamlNativeString.
From Netproof Require Import Lrat Doubt Soundness Certificate.

Print Assumptions certificate_is_true.
Print Assumptions accepted_is_true.
Print Assumptions accepted_explains.
Print Assumptions must_is_none_passes.
Print Assumptions may_is_all_pass.
Print Assumptions an_address_is_an_outcome.
Print Assumptions check_sound.

Extraction Language OCaml.
Set Warnings "-extraction-opaque-accessed".
Extraction "covercore.ml" certified N.add N.mul.
Extraction "lratcore.ml" Lrat.check.
