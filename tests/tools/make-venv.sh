#!/usr/bin/env bash
# Make a virtual environment with the newest Python from 3.11 on that is there.
set -euo pipefail
venv=$1
for name in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$name; break; fi
done
if [ -z "${python:-}" ]; then
  echo "No Python 3.11 or newer was found. Debian: apt-get install python3 python3-venv. macOS: brew install python" >&2
  exit 2
fi
echo "== making $venv/ with $("$python" --version)"
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing python3-venv (Debian's Python comes without it)"
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
  else
    echo "This Python cannot make virtual environments. Debian: sudo apt-get install python3-venv" >&2
    exit 2
  fi
fi
"$python" -m venv "$venv"
