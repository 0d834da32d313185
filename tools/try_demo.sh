#!/usr/bin/env bash
# Start `make demo` as a newcomer would, twice over the same data, and wait until the sign-in page answers.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
port=$($python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
page="http://127.0.0.1:$port/konto/anmelden/"
log=$(mktemp)
demo=
stop_demo() { [ -z "$demo" ] || { kill -- "-$demo" 2>/dev/null && wait "$demo" 2>/dev/null; } || true; demo=; }
trap 'stop_demo; rm -f "$log"' EXIT

answers() { $python -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)' "$page" 2>/dev/null; }

for time in first second; do
    # A process group of its own, so that make, the shell and the server end together.
    set -m
    make demo PORT="$port" >"$log" 2>&1 &
    demo=$!
    set +m
    for _ in $(seq 120); do
        answers && break
        kill -0 "$demo" 2>/dev/null || break
        sleep 1
    done
    answers || { echo "make demo did not serve $page:" >&2; cat "$log" >&2; exit 1; }
    [ "$(grep -c '@' "$log")" -ge 3 ] || { echo "make demo did not print three logins:" >&2; cat "$log" >&2; exit 1; }
    stop_demo
    echo "make demo serves the pages ($time time)"
done
