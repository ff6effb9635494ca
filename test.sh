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

# Debian packages that tests use, by the command that shows they are there.
install_missing() {
  local missing=() root=()
  command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin)
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed, and there is no dotnet command."
part "packages" install_missing || fail "Installing the Debian packages failed."
part "restore" dotnet restore Micrograd.slnx -v quiet || fail "The restore failed."
part "build" dotnet build Micrograd.slnx -c Release --no-restore -v quiet || fail "The build failed."
part "format" dotnet format Micrograd.slnx --no-restore --verify-no-changes || fail "The code is not formatted: run dotnet format."

part "C# tests" dotnet tests/Micrograd.Tests/bin/Release/net10.0/Micrograd.Tests.dll \
  --progress off --no-ansi --results-directory "$results" --report-xunit-xml --report-xunit-xml-filename csharp.xml
status=$?

# The counts of the report; a run that died without one has failed.
report=$results/csharp.xml
[ -f "$report" ] || fail "The tests ended without a report (exit code $status)."
count() { grep -o "<assembly [^>]*" "$report" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(count passed) failed=$(($(count failed) + $(count errors))) skipped=$(count skipped)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
