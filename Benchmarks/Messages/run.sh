#!/bin/sh
# Composes 60 KB messages on one core beside memcpy, Python's email and `openssl speed`, in one run.
# usage: run.sh BENCHMARK-BINARY [MESSAGES]
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
speed() { openssl speed -seconds 3 rsa2048 2>/dev/null | awk '/^ *rsa *2048/ { print "openssl", $(NF - 1), 0, 0 }'; }
speed > "$work/figures"
"$1" "${2:-100000}" "$work" >> "$work/figures"
# Other programs on the machine take turns with ours: the best of four rounds counts, ours and theirs.
for round in 1 2 3; do
  speed
  for name in signed signed-shared signed-story; do "$1" 5000 only "$name"; done
done >> "$work/figures"
python3 "$here/python-email.py" "$work" 200 >> "$work/figures"
awk '
  $2 > rate[$1] { rate[$1] = $2; octets[$1] = $3; size[$1] = $4 }
  END {
    line("composed", "into one buffer"); line("memcpy", "of the same octets")
    line("owned", "each into its own memory"); line("whole", "encoded whole for each reader")
    line("python", "Python email, the same message")
    printf "  %.0f x Python email; %.2f of the speed of memcpy; %.1f us a message\n",
      rate["composed"] / rate["python"], octets["composed"] / octets["memcpy"], 1e6 / rate["composed"]
    line("signed", "composed and signed"); line("signed-shared", "the same, the beginning hashed once")
    line("signed-story", "the same, as long as a story of the sample project")
    printf "  %-14s %9d signatures/s; signed: %.0f %% of that, shared %.0f %%, story %.0f %%\n",
      "openssl speed", rate["openssl"], 100 * rate["signed"] / rate["openssl"],
      100 * rate["signed-shared"] / rate["openssl"], 100 * rate["signed-story"] / rate["openssl"]
  }
  function line(name, what) {
    printf "  %-14s %9.0f messages/s %9.1f MB/s of %d octets   %s\n", name, rate[name], octets[name] / 1e6, size[name], what
  }' "$work/figures"
