#!/bin/bash
# Runs test projects that are built already, one after the other but for the last, and ends with one line that sums them up:
#   N passed, N failed, N skipped
# Usage: eng/test.sh [PROJECT...]    Default: all of tests/, and "uml": the tests that need IPVS, on a kernel of their own.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/test-results
rm -rf "$results"
[ $# -gt 0 ] || set -- tests/*.Tests tests/Integration tests/Containers uml

# A kernel of one processor, which takes minutes to build, once: it works beside the others, and what it says is shown last.
if [[ " $* " == *" uml "* ]]; then
    mkdir -p "$results"
    eng/uml/test.sh >"$results/uml.log" 2>&1 &
    uml=$!
    trap 'kill $uml 2>/dev/null' EXIT
fi

# Of a machine that may be slow for minutes, one limit that is passed fails all: what is waited for may take longer than a developer would wait.
export TEST_PATIENCE_SECONDS=${TEST_PATIENCE_SECONDS:-120}

# counter NAME FILE: an attribute of the Counters element of a trx file.
counter() {
    sed -n "s/.*<Counters [^>]*\\b$1=\"\\([0-9]*\\)\".*/\\1/p" "$2"
}

# failures FILE: the tests of a trx file that failed, each with the beginning of its message.
failures() {
    awk '
        /<UnitTestResult .* outcome="Failed"/ { name = $0; sub(/.* testName="/, "", name); sub(/" .*/, "", name); print "FAILED " name }
        name != "" && /<Message>/ { lines = 8; sub(/.*<Message>/, "") }
        lines > 0 { last = sub(/<\/Message>.*/, ""); print "    " $0; lines = last ? 0 : lines - 1; name = "" }
    ' "$1" | sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#x[DA];//g; s/&amp;/\&/g" | cut -c1-400
}

passed=0 failed=0 skipped=0
for project in "$@"; do
    trx="$results/$(basename "$project").trx"
    if [ "$project" = uml ]; then
        wait "$uml"
        status=$?
        cat "$results/uml.log"
    else
        # Messages in English, and not one line for each test that passes.
        DOTNET_CLI_UI_LANGUAGE=en dotnet test "$project" --no-build --nologo --verbosity quiet --filter "Kernel!=uml" \
            --logger "console;verbosity=minimal" --logger "trx;LogFileName=$PWD/$trx"
        status=$?
    fi
    if [ ! -f "$trx" ]; then
        # A project without tests has no results and ends well.
        [ $status -eq 0 ] && [ "$project" != uml ] || { echo "$project: ended with code $status before it had results" >&2; failed=$((failed + 1)); }
        continue
    fi
    project_failed=$(counter failed "$trx")
    passed=$((passed + $(counter passed "$trx")))
    skipped=$((skipped + $(counter total "$trx") - $(counter executed "$trx")))
    # A run that crashed after its last test counts as a failure too.
    [ $status -eq 0 ] || [ "$project_failed" -gt 0 ] || { echo "$project: ended with code $status" >&2; project_failed=1; }
    failed=$((failed + project_failed))
done

# Once more where the end of a long log shows it.
for trx in "$results"/*.trx; do
    [ ! -f "$trx" ] || failures "$trx"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
