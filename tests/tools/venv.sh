#!/bin/sh
# Bring .venv in line with a lock file: venv.sh requirements.lock | requirements-dev.lock
# Quick if nothing changed. PYTHON=… chooses the interpreter of a new environment.
set -eu
cd "$(dirname "$0")/../.."
lock=$1
venv=.venv
stamp=$venv/.$lock.sum
sum() { cksum <"$lock"; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

find_python() {
    old=
    bare=
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        command -v "$name" >/dev/null 2>&1 || continue
        if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            old="$old $name"
        elif ! "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            bare=$name
        else
            python=$name
            return
        fi
    done
    [ -z "$bare" ] || fail "$bare cannot make virtual environments; install its venv module" \
        "(on Debian and Ubuntu: apt install python3-venv)."
    [ -z "$old" ] || fail "Python 3.11 or newer is needed; found only older:$old." \
        "Install one, or name it: make run PYTHON=/path/to/python3.12"
    fail "Python 3.11 or newer is needed and none was found." \
        "Install one, or name it: make run PYTHON=/path/to/python3.12"
}

if [ ! -x $venv/bin/python ] || ! $venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    find_python
    echo "Making $venv with $("$python" --version) …"
    rm -rf $venv
    "$python" -m venv $venv || fail "the virtual environment could not be made."
fi

# The development lock holds everything that the runtime lock holds, in the same versions.
dev=$venv/.requirements-dev.lock.sum
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(sum)" ]; then
    installed=yes
elif [ "$lock" = requirements.lock ] && [ -f $dev ] && [ "$(cat $dev)" = "$(cksum <requirements-dev.lock)" ]; then
    installed=yes
else
    installed=
fi
if [ -z "$installed" ]; then
    echo "Installing the packages of $lock …"
    rm -f $venv/.requirements*.sum
    $venv/bin/python -m pip install -qq --require-hashes -r "$lock" ||
        fail "the packages of $lock could not be installed (see above)."
    sum >"$stamp"
fi

# The project itself: a path file and a command, so that nothing has to be built or fetched.
$venv/bin/python - <<'PYTHON'
import pathlib, sys, sysconfig
root = pathlib.Path.cwd()
path_file = pathlib.Path(sysconfig.get_path("purelib")) / "resonanz.pth"
command = pathlib.Path(sysconfig.get_path("scripts")) / "resonanz"
script = (
    f"#!{sys.executable}\n"
    "import sys\n\nfrom resonanz.__main__ import main\n\nif __name__ == \"__main__\":\n    sys.exit(main())\n"
)
for file, text in ((path_file, f"{root / 'platform'}\n"), (command, script)):
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
command.chmod(0o755)
PYTHON
