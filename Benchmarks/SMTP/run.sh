#!/usr/bin/env bash
# Sends messages of 60 KB over 10 connections to a sink on loopback, beside smtp-source (Postfix) and nodemailer's
# pool, round after round in one run, and prints the medians and their ratios.
# usage: run.sh BENCHMARK-BINARY [ROUNDS] [MESSAGES] [near|far|million|all]
set -euo pipefail
cd "$(dirname "$0")"
ours=$1 rounds=${2:-5} count=${3:-20000} part=${4:-all}
work=$(mktemp -d)
sinks=()
trap 'kill "${sinks[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
cc -O2 -o "$work/sink" sink.c
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

median() { sort -n "$work/rates-$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

row() { # WHAT NAME PEER
  awk -v what="$1" -v a="$(median "$2")" -v b="$(median "$3")" \
    'BEGIN { printf "%-44s %6d/s %8.1f x\n", what, a, a / b }'
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
  echo "loopback, 60 KB, 10 connections, medians of $rounds rounds"
  row "smtp-source" source source
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
  for _ in $(seq "$rounds"); do
    note nodemailer_far node nodemailer.js "$pipelining_far" $((count / 40))
    note pipelining_far "$ours" "$pipelining_far" $((count / 10))
    note chunking_far "$ours" "$chunking_far" $((count / 2))
  done
  echo "a round trip of 50 ms, 60 KB, 10 connections, medians of $rounds rounds"
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
