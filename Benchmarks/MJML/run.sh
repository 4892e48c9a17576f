#!/bin/sh
# Renders the two newsletters with MJML and with PyPI's mrml, and prints the ratio.
# usage: run.sh BENCHMARK-BINARY [PYTHON]
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${2:-python3}
"$python" "$here/write-templates.py" "$work"
"$1" "$work/one-article.mjml" "$work/ten-articles.mjml" > "$work/ours"
if "$python" -c 'import mrml' 2>/dev/null; then
  "$python" "$here/mrml-times.py" "$work/one-article.mjml" "$work/ten-articles.mjml" > "$work/theirs"
  paste -d' ' "$work/ours" "$work/theirs" |
    awk '{ printf "%-20s %8.1f us, mrml %8.1f us: %.2f times as long\n", $1, $2, $4, $2 / $4 }'
else
  awk '{ printf "%-20s %8.1f us (mrml is not installed: pip install mrml)\n", $1, $2 }' "$work/ours"
fi
