#!/bin/sh
# web.sh build|check|test|browser: the page's part of setup, check and test. Without a page, nothing to do.
set -eu

[ -f web/package.json ] || exit 0
cd web

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "The page needs Node 20 or newer with npm, and there is none. Install it from https://nodejs.org." >&2
    exit 1
fi
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "The page needs Node 20 or newer; this is $(node --version)." >&2
    exit 1
fi

install() {
    if [ node_modules/.package-lock.json -nt package-lock.json ]; then
        return
    fi
    echo "Installing the page's packages …"
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
}

case $1 in
build)
    install
    echo "Building the page …"
    npm run --silent build
    ;;
check)
    install
    npm run --silent lint
    npm run --silent typecheck
    ;;
test)
    install
    npm test --silent
    npm run --silent check-size
    ;;
browser)
    install
    npm run --silent test:browser
    ;;
esac
