# Shared by the scripts of this folder; sourced, not run. Goes to the project, finds Python and uv, and offers:
#   packages [options of uv sync]    puts the packages of uv.lock in .venv
#   in_venv COMMAND ...              runs a command of .venv
# shellcheck shell=sh
CDPATH='' cd -- "$(dirname -- "$0")/.." || exit 1
unset VIRTUAL_ENV
# What Python compiled is kept: every server that a test starts would compile all packages anew, for seconds.
unset PYTHONDONTWRITEBYTECODE
export UV_NO_PROGRESS=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for python in ${PYTHON:-} .venv/bin/python python3 python python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$python"; then
            python=$("$python" -c 'import sys; print(sys.executable)')
            return
        fi
    done
    fail "Naast needs Python 3.11 or newer; none was found. Name one with PYTHON=/path/to/python."
}

find_uv() {
    for uv in uv .tools/bin/uv; do
        if "$uv" --version >/dev/null 2>&1; then return; fi
    done
    say "No uv here: putting one in .tools, for this project only."
    rm -rf .tools
    if ! "$python" -m venv .tools >/dev/null 2>&1; then
        can_install || fail "Python's venv is missing; your system calls it python3-venv."
        install_system python3-venv
        "$python" -m venv --clear .tools || exit 1
    fi
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9" || exit 1
    uv=.tools/bin/uv
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
install_system() {
    say "Installing $* with apt-get."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } >/dev/null
}

packages() {
    find_python
    find_uv
    [ -x .venv/bin/python ] || say "Python $("$python" -c 'import platform; print(platform.python_version())'): putting the packages of uv.lock in .venv."
    "$uv" sync --quiet --frozen --python "$python" "$@" || fail "The packages could not be put in place."
}

in_venv() { "$uv" run --quiet --no-sync "$@"; }
