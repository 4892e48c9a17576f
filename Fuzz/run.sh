#!/usr/bin/env bash
# Feeds what others may send us to the code that reads it, with libFuzzer.
# usage: Fuzz/run.sh mjml|message|article|list [OPTIONS OF LIBFUZZER], for example -max_total_time=300
#
# Our modules are compiled with coverage, packages of others are taken from the debug build. What is found is
# written into the folder it is called from, what was learned stays in .build/fuzz.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/.build/fuzz
tests=$root/Tests

target=${1:-}
shift || true
case "$target" in
mjml)
  modules="MJML" packages="" libraries=""
  seeds=("$tests"/MJMLTests/Snapshots/*.mjml "$root"/Fuzz/mjml-corpus/*) ;;
message)
  modules="Diagnostics Charsets InternetMessage Markup Pictures TerminalPreview" packages=""
  libraries="xml2 spng turbojpeg gif webp idn2"
  seeds=("$tests"/TerminalPreviewTests/Newsletters/*.html $(find "$tests" -name '*.eml')) ;;
article)
  modules="Diagnostics Charsets Markup Records Editorial ArticleSources" packages="Yams CYaml"
  libraries="xml2 cmark-gfm cmark-gfm-extensions"
  seeds=($(find "$tests/ArticleSourcesTests/Fixtures" -type f -size -12k)) ;;
list)
  modules="Diagnostics Charsets InternetMessage MailingLists Delivery Bounces"
  packages="Crypto CryptoBoringWrapper CCryptoBoringSSL CCryptoBoringSSLShims CXKCP CXKCPShims"
  libraries="idn2 stdc++"
  seeds=($(find "$tests/BouncesTests" "$tests/MailingListsTests" "$root/recipients" -type f -size -12k ! -name '*.swift')) ;;
*) sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 64 ;;
esac

mkdir -p "$build/corpus-$target" "$build/packages"
[ -z "$packages" ] || swift build --package-path "$root"
objects=()
for package in $packages; do
  objects+=($(find "$root/.build/debug/$package.build" -name '*.o'))
  module=$root/.build/debug/Modules/$package.swiftmodule
  [ ! -e "$module" ] || cp "$module" "$build/packages/"
done

compile=(swiftc -O -g -wmo -swift-version 6 -parse-as-library -sanitize=fuzzer -package-name broadsheet
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature InternalImportsByDefault -I "$build" -I "$build/packages" -Xcc -I/usr/include/libxml2)
for map in "$root"/Sources/C*/module.modulemap "$root"/.build/checkouts/*/Sources/CYaml/include/module.modulemap; do
  [ ! -e "$map" ] || compile+=(-Xcc "-fmodule-map-file=$map")
done
for module in $modules; do
  echo "compiling $module" >&2
  "${compile[@]}" -module-name "$module" $(find "$root/Sources/$module" -name '*.swift') \
    -emit-module -emit-module-path "$build/$module.swiftmodule" -c -o "$build/$module.o"
  objects+=("$build/$module.o")
done
"${compile[@]}" -module-name "${target}_fuzz" "$root/Fuzz/$target.swift" "${objects[@]}" ${libraries:+$(printf -- '-l%s ' $libraries)} \
  -o "$build/$target"

for seed in "${seeds[@]}"; do
  cp "$seed" "$build/corpus-$target/$(basename "$(dirname "$seed")")-$(basename "$seed")"
done
[ ! -e "$root/Fuzz/$target.dict" ] || set -- -dict="$root/Fuzz/$target.dict" "$@"
SWIFT_BACKTRACE=enable=no exec "$build/$target" -max_len=8192 -timeout=30 -rss_limit_mb=2048 -handle_ill=1 "$@" \
  "$build/corpus-$target"
