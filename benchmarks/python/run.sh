#!/usr/bin/env bash
# Builds the wheel and a pybind11 engine, and measures them beside pure Python and plain floats (about two minutes).
# Arguments go to bench.py: `run.sh --rounds 3` is quick. Installs g++ and pybind11 if they are missing (Debian).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=/usr/bin/python3

if ! command -v g++ >/dev/null || ! "$python" -c 'import pybind11' 2>/dev/null; then
  root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq >&2
  "${root[@]}" apt-get install -y -qq --no-install-recommends g++ python3-dev python3-pybind11 >&2
fi

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"$here/../../python/install.sh" "$room/venv" >&2
python=$room/venv/bin/python
read -ra include < <("$python" -m pybind11 --includes)
g++ -std=c++17 -O3 -march=native -Wall -shared -fPIC "${include[@]}" "$here/pybind_engine.cpp" \
  -o "$room/pybind_engine$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')"

echo "# $(g++ --version | head -1),$(sed -n 's/^model name.*://p' /proc/cpuinfo | head -1), $(nproc) cores"
PYTHONPATH=$room "$python" "$here/bench.py" "$@"
