#!/bin/sh
# netproof counterexample: RECORDS cannot reach Internet
# What netproof says: policies let this flow through.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
address=1.0.0.0
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
source=$(kubectl get -n clinic pods --field-selector=status.phase=Running -l app=records -o name | head -n 1)
kubectl debug -n clinic "$source" --attach --quiet --image=registry.k8s.io/e2e-test-images/agnhost:2.47 -- /agnhost connect --timeout=5s --protocol=tcp "$address:53"
