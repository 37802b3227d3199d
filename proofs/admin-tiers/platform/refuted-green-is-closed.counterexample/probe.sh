#!/bin/sh
# netproof counterexample: external cannot reach GREEN
# What netproof says: policies let this flow through.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
address=$(kubectl get -n green-shop pods --field-selector=status.phase=Running -l app=web -o jsonpath='{.items[0].status.podIPs[*].ip}' | tr ' ' '\n' | grep -v : | head -n 1)
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
echo "from 1.0.0.0, outside the cluster, run: agnhost connect --timeout=5s --protocol=tcp $address:1"
