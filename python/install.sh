#!/usr/bin/env bash
# install.sh FOLDER: builds the wheel and installs it in a fresh virtual environment there, without a package index.
# The environment sees the packages of /usr/bin/python3, which must have pip, setuptools, wheel and venv.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=/usr/bin/python3
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT

rm -rf "$here"/build/lib* "$here"/build/bdist*  # Or setuptools packs modules that are no longer there.
"$python" -m pip wheel --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps --wheel-dir "$wheels" "$here"
"$python" -m venv --system-site-packages "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps "$wheels"/*.whl
