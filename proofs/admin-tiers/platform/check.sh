#!/bin/sh
# Checks this folder again. Needs sh and sha256sum; takes netproof-check, python3, z3 and cvc5 where they are.
# Written by netproof.
set -eu
cd "$(dirname "$0")"
sha256sum --quiet -c SHA256SUMS
echo "sums: inputs and certificates are those that are listed"
if command -v netproof-check >/dev/null; then
  status=0
  netproof-check . || status=$?
  [ "$status" = 0 ] || [ "$status" = 4 ] || exit "$status"
else
  echo "covers: not checked, there is no netproof-check"
fi
for claim in *.smt2; do
  [ -e "$claim" ] || continue
  for solver in z3 cvc5; do
    command -v "$solver" >/dev/null || continue
    answer=$("$solver" "$claim") || { echo "$claim: $solver failed"; exit 1; }
    [ "$answer" = unsat ] || { echo "$claim: $solver says $answer"; exit 1; }
    echo "$claim: $solver says unsat"
  done
done
for formula in *.cnf; do
  [ -e "$formula" ] || continue
  name=${formula%.cnf}
  checker=
  for place in . .. ../.. ../../.. ../../../..; do
    if [ -e "$place/checker/lratcheck.py" ]; then checker=$place/checker/lratcheck.py; break; fi
  done
  if [ -z "$checker" ] || ! command -v python3 >/dev/null; then
    echo "$name.lrat: not checked, there is no lratcheck.py"
    continue
  fi
  answer=$(python3 "$checker" "$formula" "$name.lrat") || { echo "$name.lrat: $answer"; exit 1; }
  [ "$answer" = "s VERIFIED UNSAT" ] || { echo "$name.lrat: $answer"; exit 1; }
  echo "$name.lrat: verified"
done
