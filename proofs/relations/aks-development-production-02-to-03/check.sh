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
  echo "covers: skipped, there is no netproof-check"
fi
for solver in z3 cvc5; do
  count=0
  for claim in *.smt2; do
    [ -e "$claim" ] || continue
    command -v "$solver" >/dev/null || { echo "claims: skipped, there is no $solver"; break; }
    answer=$("$solver" "$claim") || { echo "$claim: $solver failed: $answer"; exit 1; }
    [ "$answer" = unsat ] || { echo "$claim: $solver says $answer"; exit 1; }
    count=$((count + 1))
  done
  [ "$count" = 0 ] || echo "claims: $solver says unsat of all $count"
done
count=0
for formula in *.cnf; do
  [ -e "$formula" ] || continue
  command -v python3 >/dev/null || { echo "clauses: skipped, there is no python3"; break; }
  proof=${formula%.cnf}.lrat
  answer=$(python3 ./lratcheck.py "$formula" "$proof") || { echo "$proof: $answer"; exit 1; }
  [ "$answer" = "s VERIFIED UNSAT" ] || { echo "$proof: $answer"; exit 1; }
  count=$((count + 1))
done
[ "$count" = 0 ] || echo "clauses: lratcheck.py verifies all $count proofs"
