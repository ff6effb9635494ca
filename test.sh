#!/usr/bin/env bash
# Installs what this machine lacks, builds everything, runs every test, and ends with one line: N passed, N failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# part NAME COMMAND...: runs it and says how long it took.
part() {
  local name=$1 start=$SECONDS status=0
  shift
  echo "== $name"
  "$@" || status=$?
  echo "== $name: $((SECONDS - start)) s"
  return "$status"
}

fail() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

# Debian packages that the build of the Python module and the tests use.
packages=(
  librsvg2-bin gcc binutils valgrind graphviz mypy python3-mypy python3-pip python3-venv python3-setuptools python3-wheel
  python3-pytest python3-numpy python3-torch python3-graphviz dataset-fashion-mnist
)

install_missing() {
  local missing=() root=() package
  for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed, and there is no dotnet command."
part "packages" install_missing || fail "Installing the Debian packages failed."
part "restore" dotnet restore Micrograd.slnx -v quiet || fail "The restore failed."
part "build" dotnet build Micrograd.slnx -c Release --no-restore -v quiet || fail "The build failed."
part "format" dotnet format Micrograd.slnx --no-restore --verify-no-changes || fail "The code is not formatted: run dotnet format."

part "Python wheel" python/install.sh "$results/venv" || fail "The wheel was not built or does not install."

passed=0 failed=0 skipped=0

# count STATUS PASSED FAILED SKIPPED: adds to the totals; a run that failed without a failed test counts as one.
count() {
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  [ "$1" -eq 0 ] || [ "$3" -gt 0 ] || failed=$((failed + 1))
}

# total REPORT TAG NAME: the sum of a number over the tags of that kind in an XML report.
total() { grep -o "<$2 [^>]*" "$1" | grep -o " $3=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }

part "C# tests" dotnet tests/Micrograd.Tests/bin/Release/net10.0/Micrograd.Tests.dll \
  --progress off --no-ansi --results-directory "$results" --report-xunit-xml --report-xunit-xml-filename csharp.xml
status=$? report=$results/csharp.xml
[ -f "$report" ] || fail "The C# tests ended without a report (exit code $status)."
count "$status" "$(total "$report" assembly passed)" \
  "$(($(total "$report" assembly failed) + $(total "$report" assembly errors)))" "$(total "$report" assembly skipped)"

PYTHONDONTWRITEBYTECODE=1 part "Python tests" \
  "$results/venv/bin/python" -m pytest -q -p no:cacheprovider --junitxml "$results/python.xml" python/tests
status=$? report=$results/python.xml
[ -f "$report" ] || fail "The Python tests ended without a report (exit code $status)."
bad=$(($(total "$report" testsuite failures) + $(total "$report" testsuite errors))) left=$(total "$report" testsuite skipped)
count "$status" "$(($(total "$report" testsuite tests) - bad - left))" "$bad" "$left"

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
