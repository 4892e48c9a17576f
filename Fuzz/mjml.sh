#!/bin/sh
# Fuzzes the MJML renderer with libFuzzer.
# usage: Fuzz/mjml.sh [OPTIONS OF LIBFUZZER], for example -max_total_time=300
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/.build/fuzz
mkdir -p "$build/corpus"
swiftc -O -swift-version 6 -parse-as-library -sanitize=fuzzer \
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
  -enable-upcoming-feature InternalImportsByDefault -module-name MJMLFuzz \
  $(find "$root/Sources/MJML" -name '*.swift') "$root/Fuzz/MJMLFuzz.swift" -o "$build/mjml-fuzz"
cp "$root"/Tests/MJMLTests/Snapshots/*.mjml "$build/corpus/"
exec "$build/mjml-fuzz" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
  -dict="$root/Fuzz/mjml.dict" "$@" "$build/corpus" "$root/Fuzz/mjml-corpus"
