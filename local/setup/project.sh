#!/bin/sh
# project.sh VENV: installs this project in place, so that its commands and packages are found.
set -eu

log=.local/log/setup.log
mkdir -p .local/log
if ! "$1/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps \
    --no-build-isolation --editable . >"$log" 2>&1; then
    echo "The project can't be installed into $1: $(tail -n 1 "$log")" >&2
    exit 1
fi
