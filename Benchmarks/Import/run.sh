#!/bin/sh
# Imports 100 pages of our own in one process, beside readability-lxml and trafilatura in the same run.
# usage: run.sh BENCHMARK-BINARY [PYTHON]
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${2:-python3}
"$python" "$here/write-pages.py" "$work/pages" 100
mkdir "$work/broadsheet"
"$1" "$here/../../config" "$work/broadsheet" "$work"/pages/*.html > "$work/times"
folders=$work/broadsheet
if "$python" -c 'import readability, trafilatura' 2>/dev/null; then
  "$python" "$here/peers.py" "$work" "$work"/pages/*.html >> "$work/times"
  folders="$folders $work/readability-lxml $work/trafilatura"
else
  echo "(readability-lxml and trafilatura are not installed)"
fi
# shellcheck disable=SC2086
"$python" "$here/score.py" "$work/pages" "$work/times" $folders
