#!/bin/sh
# One clear line when this machine cannot make the virtual environment.
python=${1:-python3}
command -v "$python" >/dev/null 2>&1 || { echo "Python is missing: install Python 3.11 or newer (looked for '$python')." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "Python is too old: $("$python" --version 2>&1) found, 3.11 or newer needed. Use 'make PYTHON=python3.12 ...'." >&2; exit 1; }
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    { echo "Python cannot make virtual environments: install the package python3-venv, then repeat." >&2; exit 1; }
