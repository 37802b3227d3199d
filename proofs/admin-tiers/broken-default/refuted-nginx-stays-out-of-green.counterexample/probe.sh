#!/bin/sh
# netproof counterexample: NGINX cannot reach GREEN
# What netproof says: policies let this flow through.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
address=$(kubectl get -n green-shop pods --field-selector=status.phase=Running -l app=web -o jsonpath='{.items[0].status.podIPs[*].ip}' | tr ' ' '\n' | grep -v : | head -n 1)
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
source=$(kubectl get -n ingress-nginx pods --field-selector=status.phase=Running -l app=nginx -o name | head -n 1)
kubectl debug -n ingress-nginx "$source" --attach --quiet --image=registry.k8s.io/e2e-test-images/agnhost:2.47 -- /agnhost connect --timeout=5s --protocol=tcp "$address:1"
