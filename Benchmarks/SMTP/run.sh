#!/usr/bin/env bash
# Sends messages of 60 KB over 10 connections to a sink on loopback, beside smtp-source (Postfix) and nodemailer's
# pool, round after round in one run. Prints median rates, and medians of how many times as many messages a second
# somebody sent as somebody else in the same round.
# usage: run.sh BENCHMARK-BINARY [ROUNDS] [MESSAGES] [near|far|million|all]
set -euo pipefail

# A network of its own, where the system allows one: nobody else's traffic, and Reno, which every kernel has. BBR, where
# it is the system's default, spreads segments over time and so sends less over loopback in one run than in another.
if [ -z "${SMTP_BENCH_NETWORK:-}" ]; then
  export SMTP_BENCH_NETWORK=own
  here=$(realpath "$0")
  for way in "unshare --net" "unshare --map-root-user --net"; do
    if $way ip link show lo > /dev/null 2>&1; then exec $way "$here" "$@"; fi
  done
  SMTP_BENCH_NETWORK=shared
fi
control=/proc/sys/net/ipv4/tcp_congestion_control
if [ "$SMTP_BENCH_NETWORK" = own ]; then
  ip link set lo up
  echo reno > "$control"
fi

ours=$(realpath "$1") rounds=${2:-5} count=${3:-20000} part=${4:-all}
cd "$(dirname "$0")"
work=$(mktemp -d)
sinks=()
trap 'kill "${sinks[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
cc -O3 -o "$work/sink" sink.c
export NODE_PATH=/usr/share/nodejs:/usr/lib/nodejs
source=$(command -v smtp-source || echo /usr/sbin/smtp-source)

# sink NAME ARGUMENTS...: starts one and leaves its port in the variable of that name
sink() {
  local name=$1
  shift
  "$work/sink" 0 "$@" > "$work/$name" &
  sinks+=($!)
  until [ -s "$work/$name" ]; do sleep 0.05; done
  printf -v "$name" %s "$(head -1 "$work/$name")"
}

# note NAME COMMAND...: appends the messages a second that a command prints
note() {
  local name=$1
  shift
  "$@" | awk '{ print $1 }' >> "$work/rates-$name"
}

smtp_source() { # PORT MESSAGES
  local start end
  start=$(date +%s%N)
  "$source" -d -s 10 -l 61440 -m "$2" "127.0.0.1:$1"
  end=$(date +%s%N)
  awk -v n="$2" -v t=$((end - start)) 'BEGIN { printf "%d\n", n * 1e9 / t }'
}

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

row() { # WHAT NAME PEER
  local ratio
  ratio=$(paste "$work/rates-$2" "$work/rates-$3" | awk '{ print $1 / $2 }' | median)
  printf "%-44s %6d/s %8.2f x\n" "$1" "$(median < "$work/rates-$2")" "$ratio"
}

near() {
  sink plain; sink pipelining pipelining; sink chunking chunking
  for _ in $(seq "$rounds"); do
    note source smtp_source "$pipelining" "$count"
    note pipelining "$ours" "$pipelining" "$count"
    note source_chunking smtp_source "$chunking" "$count"
    note chunking "$ours" "$chunking" "$count"
    note nodemailer node nodemailer.js "$pipelining" $((count / 5))
    note raw node nodemailer.js "$pipelining" $((count / 5)) 10 raw
    note sequential "$ours" "$plain" "$count"
  done
  echo "loopback, $(cat "$control"), 60 KB, 10 connections, medians of $rounds rounds of $count messages"
  row "smtp-source, server with PIPELINING" source source
  row "smtp-source, server with CHUNKING" source_chunking source_chunking
  row "ours, PIPELINING, to smtp-source" pipelining source
  row "ours, CHUNKING, to smtp-source" chunking source_chunking
  row "ours, neither, to smtp-source" sequential source
  row "nodemailer pool, to smtp-source" nodemailer source
  row "nodemailer pool, ready-made, to smtp-source" raw source
  row "ours, PIPELINING, to nodemailer" pipelining nodemailer
  row "ours, CHUNKING, to nodemailer" chunking nodemailer
}

# The round trip of 50 ms is made by the sink, which answers that much later.
far() {
  sink pipelining_far pipelining delay 50; sink chunking_far chunking delay 50
  for _ in $(seq $(((rounds + 2) / 3))); do
    note nodemailer_far node nodemailer.js "$pipelining_far" $((count / 20))
    note pipelining_far "$ours" "$pipelining_far" $((count / 5))
    note chunking_far "$ours" "$chunking_far" "$count"
  done
  echo "a round trip of 50 ms, 60 KB, 10 connections, medians of $(((rounds + 2) / 3)) rounds"
  row "nodemailer pool" nodemailer_far nodemailer_far
  row "ours, PIPELINING, to nodemailer" pipelining_far nodemailer_far
  row "ours, CHUNKING, to nodemailer" chunking_far nodemailer_far
}

# The most memory, and how fast a plan is written.
million() {
  sink many chunking
  echo "1,000,000 messages of 60 KB over 10 connections with CHUNKING"
  "$ours" "$many" 1000000
}

for one in near far million; do
  case "$part" in "$one" | all) "$one" ;; esac
done
