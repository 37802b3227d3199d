#!/bin/sh
# netproof counterexample: PROMETHEUS reaches BLUE:9100
# What netproof says: policies may let this flow through, depending on addresses that are not known.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
address=$(kubectl get -n blue-data pods --field-selector=status.phase=Running -l app=db -o jsonpath='{.items[0].status.podIPs[*].ip}' | tr ' ' '\n' | grep -v : | head -n 1)
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
source=$(kubectl get -n monitoring pods --field-selector=status.phase=Running -l app=prometheus -o name | head -n 1)
kubectl debug -n monitoring "$source" --attach --quiet --image=registry.k8s.io/e2e-test-images/agnhost:2.47 -- /agnhost connect --timeout=5s --protocol=tcp "$address:9100"
