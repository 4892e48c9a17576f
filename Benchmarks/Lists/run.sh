#!/bin/sh
# Imports lists on one core beside SQLite's own .import of the same file, in one run.
# usage: run.sh BENCHMARK-BINARY [ROWS]
set -eu
here=$(dirname "$0")
root=$here/../..
rows=${2:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
one_core=""
if command -v taskset > /dev/null; then one_core="taskset -c 1"; fi

for run in "$((rows / 100))" "$((rows / 10))" "$rows" "$rows erased"; do
  count=${run% *}
  erased=${run#"$count"}
  rm -rf "$work/project"
  mkdir -p "$work/project/recipients"
  cp -R "$root/config" "$root/templates" "$work/project"
  python3 "$here/write-list.py" "$count" "$work/list.csv"
  $one_core "$1" "$work/project" "$work/list.csv" $erased > "$work/figures"
  awk -v rows="$count" -v what="$erased" '
    { value[$1] = $2 }
    END { printf "  ours     %9d rows: %6.2f s CPU, %6.2f s; %d people, %d rows merged; %.1f MiB at most%s\n",
      rows, value["cpu"], value["wall"], value["people"], value["merged"], value["memory"] / 1024,
      what ? "   (somebody was erased before)" : "" }' "$work/figures"
done

# The last file: into a table as it is, and into one that has each address once.
columns="name, country, joined, points, source, day, status"
for table in "email, $columns" "email TEXT COLLATE NOCASE PRIMARY KEY ON CONFLICT IGNORE, $columns"; do
  rm -f "$work/peer.sqlite"
  start=$(date +%s.%N)
  $one_core sqlite3 "$work/peer.sqlite" "CREATE TABLE people ($table);" ".import --csv --skip 1 $work/list.csv people" 2> "$work/errors"
  end=$(date +%s.%N)
  people=$(sqlite3 "$work/peer.sqlite" "SELECT count(*) FROM people")
  case $table in *PRIMARY*) what=".import, addresses once" ;; *) what=".import, as it is" ;; esac
  awk -v rows="$rows" -v a="$start" -v b="$end" -v n="$people" -v what="$what" \
    'BEGIN { printf "  sqlite3  %9d rows: %6.2f s on the clock; %d rows in the table   (%s)\n", rows, b - a, n, what }'
done
