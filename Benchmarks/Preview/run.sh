#!/usr/bin/env bash
# A preview beside w3m reading the same HTML: run.sh BROADSHEET [RUNS]
#
# Whole processes, from their start to their end, by hyperfine, in rounds of a few runs of each, so that what slows the
# machine down for a while slows all of them: the median, and the fastest in brackets.
set -euo pipefail
broadsheet=$(realpath "$1")
runs=${2:-30}

project=$(mktemp -d "${TMPDIR:-/tmp}/broadsheet-preview.XXXXXX")
trap 'rm -rf "$project"' EXIT
cd "$project"
"$broadsheet" new letters >/dev/null
cd letters

# An article of so many sections, each with a heading, a list, a quotation and links.
article() {
  printf -- '---\ntitle: The keeper of the lamp\nlanguage: en\ncallsToAction:\n'
  printf -- '  - {action: read, title: The log, url: "https://example.org/log"}\n---\n\n'
  for section in $(seq "$1"); do
    cat <<TEXT
## Night $section

The lamp was lit at dusk and *burned until morning*; the wind came from the north, and two ships
asked for the way in. [The harbour's log](https://example.org/log/$section) has their names, their
cargo and the hour, in the keeper's own hand.

- Oil: $section pints
- Wick: trimmed **twice**

> Nobody who sees the light asks who carries the oil up the stairs.

TEXT
  done
}

measure() {
  rm -f times-*.json
  for round in $(seq $(((runs + 4) / 5))); do
    hyperfine -N --warmup 1 --runs 5 --export-json "times-$round.json" "$@" >/dev/null 2>&1
  done
  python3 -c '
import glob, json, statistics, sys
times = {}
for name in glob.glob("times-*.json"):
    for result in json.load(open(name))["results"]:
        times.setdefault(result["command"], []).extend(result["times"])
for command in sys.argv[2:]:
    name, taken = command.replace(sys.argv[1], "broadsheet"), times[command]
    print("  %-44s %7.1f ms  (%.1f)" % (name, statistics.median(taken) * 1000, min(taken) * 1000))' "$broadsheet" "$@"
}

# How long until the picture is there: what takes longer, the checks of an issue, is written behind it.
first() {
  python3 - "$runs" "$@" <<'PYTHON'
import statistics, subprocess, sys, time
times = []
for _ in range(int(sys.argv[1]) + 3):
    start = time.perf_counter()
    with subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.read(1)
        times.append((time.perf_counter() - start) * 1000)
        process.stdout.read()
times = times[3:]
name = " ".join(["broadsheet" if "broadsheet" in sys.argv[2] else sys.argv[2]] + sys.argv[3:])
print("  %-44s %7.1f ms  (%.1f)  until the first octet" % (name, statistics.median(times), min(times)))
PYTHON
}

"$broadsheet" preview --help >/dev/null
for sections in 24 400; do
  article "$sections" >articles/lamp.md
  "$broadsheet" compose articles/lamp.md --number 1 >/dev/null
  "$broadsheet" preview --format html -o story.html
  "$broadsheet" preview --format eml -o story.eml
  echo "$(($(wc -c <story.html) / 1000)) KB of HTML, a message of $(($(wc -c <story.eml) / 1000)) KB:"
  measure "$broadsheet preview story.eml" "$broadsheet preview 1" "w3m -dump story.html"
  first "$broadsheet" preview 1
  first w3m -dump story.html
done
echo "the start of the process alone:"
measure "$broadsheet --version" "w3m -version"
