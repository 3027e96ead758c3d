#!/usr/bin/env bash
# Print the path of a Python 3.10 (Rasa 3.6 runs on nothing newer), or say how to get one.
set -u
works() { [ -x "$1" ] && "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; }

for candidate in "$(command -v python3.10 || true)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python3.10; do
  if [ -n "$candidate" ] && works "$candidate"; then echo "$candidate"; exit 0; fi
done
if .tools/bin/uv python install --quiet 3.10 2>/dev/null && found=$(.tools/bin/uv python find 3.10 2>/dev/null); then
  echo "$found"; exit 0
fi
echo "Python 3.10 is missing: install it with 'pyenv install 3.10' (or your system's python3.10 package) and run this again." >&2
exit 1
