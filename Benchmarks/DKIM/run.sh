#!/bin/sh
# Signs 60 KB messages on one core, beside `openssl speed rsa2048` in the same run, and prints the ratio.
# usage: run.sh BENCHMARK-BINARY [MESSAGES]
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rate() { openssl speed -seconds 3 rsa2048 2>/dev/null | awk '/^ *rsa *2048/ { print $(NF - 1) }'; }
before=$(rate)
"$1" "${2:-3000}" > "$work/ours"
after=$(rate)
awk -v a="$before" -v b="$after" '
  BEGIN { best = a > b ? a : b; printf "openssl speed rsa2048  %d and %d signatures/s\n", a, b }
  $1 == "octets" { size = $2; next }
  /^rsa/ { printf "%-22s %d messages/s of %d octets: %d %% of openssl\n", $1, $2, size, 100 * $2 / best; next }
  { printf "%-22s %d bodies/s, %.0f us each\n", $1, $2, 1e6 / $2 }' "$work/ours"
