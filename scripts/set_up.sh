#!/usr/bin/env bash
# Make the project's environment from the pinned lists: .tools (uv), .venv, browser libraries. Safe to run twice.
set -eu
cd "$(dirname "$0")/.."
fail() { echo "$1" >&2; exit 1; }

command -v python3 >/dev/null || fail "Python 3 is missing: install it (apt-get install python3 python3-pip) and run this again."
python3 -m pip --version >/dev/null 2>&1 || fail "pip is missing: install it (apt-get install python3-pip) and run this again."
free_kib=$(df -Pk . | awk 'NR==2 {print $4}')
[ -d .venv ] || [ "$free_kib" -gt 6000000 ] || fail "About 6 GB of free disk are needed here, only $((free_kib / 1000000)) GB are left."

if ! .tools/bin/uv --version >/dev/null 2>&1; then
  echo "Fetching uv (the installer) into .tools …"
  python3 -m pip install --quiet --disable-pip-version-check --no-warn-script-location --target .tools --upgrade "uv==0.13.9" 2>/dev/null \
    || fail "uv could not be installed: is the package index reachable?"
fi

python=$(scripts/find_python.sh)
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
  echo "Creating .venv with $python …"
  .tools/bin/uv venv --quiet --clear --python "$python" .venv
fi
echo "Installing the pinned packages (half a minute, the first time some minutes) …"
UV_LINK_MODE=copy .tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode requirements.txt
echo "Fetching the browser libraries …"
.venv/bin/python scripts/browser_libraries.py
mkdir -p var
touch var/.ready
