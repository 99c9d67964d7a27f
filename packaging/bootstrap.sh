#!/bin/sh
# What a fresh machine lacks: `bootstrap.sh environment EXTRAS` makes .venv and installs
# the project into it; `bootstrap.sh libraries` installs Qt's system libraries on
# Debian and Ubuntu (as root, or by sudo where it asks no password).
set -eu
cd "$(dirname "$0")/.."

environment() {
    python=${PYTHON:-}
    if [ -z "$python" ]; then
        for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
            if command -v "$candidate" >/dev/null 2>&1 &&
                "$candidate" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
                python=$candidate
                break
            fi
        done
    fi
    if [ -z "$python" ]; then
        echo "Python 3.11 or newer with venv is needed (on Debian and Ubuntu: apt install python3-venv)." >&2
        exit 1
    fi
    if [ ! -x .venv/bin/python ]; then
        "$python" -m venv .venv
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$1"
}

missing_libraries() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' packaging/debian-packages.txt | while read -r package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

libraries() {
    command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 || return 0
    # Once is enough: newer releases call some of these by other names, which dpkg does not follow.
    [ ! .venv/.libraries -nt packaging/debian-packages.txt ] || return 0
    missing=$(missing_libraries)
    if [ -z "$missing" ]; then
        touch .venv/.libraries
        return 0
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=env
    elif sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        echo "Qt may need these packages: sudo apt-get install $missing" >&2
        return 0
    fi
    echo "Installing system libraries of Qt: $missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of words is meant
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
    touch .venv/.libraries
}

case "${1:-}" in
    environment) environment "${2:-}" ;;
    libraries) libraries ;;
    *)
        echo "usage: bootstrap.sh environment EXTRAS | libraries" >&2
        exit 2
        ;;
esac
