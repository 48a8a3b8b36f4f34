#!/bin/sh
# python.sh VENV LOCK...: makes VENV and installs the locked packages into it. Says in a sentence
# what the machine lacks.
set -eu

venv=$1
shift
log=.local/log/setup.log
mkdir -p .local/log

say() { echo "$*" >&2; }

find_python() {
    for candidate in ${PYTHON3:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "none")
    say "CPE Tracker needs Python 3.11 or newer; found: $found. Install it, or name it with PYTHON3=/path/to/python."
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "$python can't make virtual environments. On Debian and Ubuntu: apt-get install python3-venv."
    exit 1
fi

if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "Installing $* into $venv …"
locks=
for lock in "$@"; do
    locks="$locks -r $lock"
done
# shellcheck disable=SC2086
if ! "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-compile \
    --prefer-binary --require-hashes $locks >"$log" 2>&1; then
    if grep -qiE "No such file or directory: '?(gcc|cc|clang)|command '?(gcc|cc|clang)|unable to execute '?(gcc|cc|clang)" "$log"; then
        say "A package has no ready-made build for this machine and needs a C compiler. Install one (Debian: apt-get install build-essential; macOS: xcode-select --install) and run this again."
    elif grep -qiE "connection|temporary failure|timed out|name resolution" "$log"; then
        say "The package index can't be reached. Check the network and run this again; $log has the details."
    else
        say "The packages of $* can't be installed: $(grep -m1 '^ERROR' "$log" || tail -n 1 "$log"). $log has the details."
    fi
    exit 1
fi
