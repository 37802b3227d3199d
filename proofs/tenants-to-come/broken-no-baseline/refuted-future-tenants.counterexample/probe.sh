#!/bin/sh
# netproof counterexample: namespaces labelled tenant are isolated from each other except to DNS:53/UDP, DNS:53/TCP
# What netproof says: policies let this flow through.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
kubectl apply -f "$(dirname "$0")/manifest.yaml" || { sleep 5; kubectl apply -f "$(dirname "$0")/manifest.yaml"; }
kubectl wait -n new-namespace --for=condition=Ready pod/new-pod --timeout=120s
kubectl wait -n new-namespace-2 --for=condition=Ready pod/new-pod-2 --timeout=120s
address=$(kubectl get -n new-namespace-2 pod/new-pod-2 -o jsonpath='{.status.podIPs[*].ip}' | tr ' ' '\n' | grep -v : | head -n 1)
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
kubectl exec -n new-namespace new-pod -- /agnhost connect --timeout=5s --protocol=tcp "$address:1"
# When done: kubectl delete -f manifest.yaml
