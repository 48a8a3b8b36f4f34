#!/bin/sh
# lock.sh: writes requirements/*.txt from *.in, layers first because the others are held to them.
set -eu

if ! command -v uv >/dev/null; then
    echo "Locking needs uv: https://docs.astral.sh/uv/." >&2
    exit 1
fi
cd requirements
for name in common extraction migrations ocr pictures dev evaluation stack; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "make lock" "$@" "$name.in" -o "$name.txt"
done
