#!/bin/sh
# netproof counterexample: 203.0.113.0/24 reaches UPLOAD:443
# What netproof says: policies stop this flow.
# Nothing printed, or REFUSED, means that it got through; TIMEOUT that it did not, or, but for TCP, that nobody answered.
set -eu
address=$(kubectl get -n website pods --field-selector=status.phase=Running -l app=upload -o jsonpath='{.items[0].status.podIPs[*].ip}' | tr ' ' '\n' | grep -v : | head -n 1)
[ -n "$address" ] || { echo "the destination has no such address, or is not there" >&2; exit 1; }
echo "from 203.0.113.128, outside the cluster, run: agnhost connect --timeout=5s --protocol=tcp $address:443"
