#!/bin/sh
# Builds and runs the ADOL-C measurements (about 20 s); adolc.cpp says what they are. Installs libadolc-dev if missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

if [ ! -e /usr/include/adolc/adolc.h ] || ! command -v g++ > /dev/null; then
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq >&2
    $sudo apt-get install -y -qq g++ libadolc-dev >&2
fi

# Without contraction of a * b + c the numbers equal those of the C# programs to the last digit.
mkdir -p "$here/bin"
g++ -std=c++17 -O3 -march=native -ffp-contract=off -Wall -o "$here/bin/adolc" "$here/adolc.cpp" -l:libadolc.a

# ADOL-C reads its buffer sizes (in elements) from the current directory; these hold every tape here.
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
for buffer in OBUFSIZE LBUFSIZE VBUFSIZE TBUFSIZE; do
    echo "\"$buffer\" \"4194304\""
done > .adolcrc

version=$(dpkg-query -W -f '${Version}' libadolc-dev 2> /dev/null || echo unknown)
echo "# ADOL-C $version, $(g++ --version | head -1),$(sed -n 's/^model name.*://p' /proc/cpuinfo | head -1), $(nproc) cores"
for work in W1 W2 W3 W4; do
    "$here/bin/adolc" $work 2> log || { cat log >&2; exit 1; }
done
