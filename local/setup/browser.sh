#!/bin/sh
# browser.sh COMMAND…: runs the browser tests' COMMAND where there is a Chromium, and says so where
# there is none: no package of ours can bring one. CI installs Debian's.
set -eu

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
if [ -z "$chromium" ]; then
    echo "The browser tests were left out: they need Chromium (Debian: apt-get install chromium, or name one with CHROMIUM=/path)." >&2
    [ -z "${CI:-}" ]
    exit
fi
exec env CHROMIUM="$chromium" "$@"
