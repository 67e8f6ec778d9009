#!/bin/bash
# Runs the tests that need a kernel with IPVS (trait Kernel=uml of tests/Integration, built before) in user-mode Linux.
# Usage: eng/uml/test.sh [FILTER]    FILTER: an expression of dotnet test --filter; default: all of these tests.
# Leaves artifacts/test-results/uml.trx.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 125

results=artifacts/test-results
rm -f "$results/uml.trx"
# The assembly and not the project, which takes seconds to read in there.
# On its one processor spinning only takes time from what is waited for; and pages are dear, of which code that is written
# through a second view takes more.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 DOTNET_EnableWriteXorExecute=0
# Its processor is shared with the tests that run beside it.
export TEST_PATIENCE_SECONDS=180
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec eng/uml/run.sh --timeout "${UML_TIMEOUT:-2400}" --results "$results" \
    dotnet test tests/Integration/bin/Debug/net10.0/Proxier.Integration.dll \
    --filter "Kernel=uml${1:+&($1)}" --logger "console;verbosity=${UML_VERBOSITY:-minimal}" --logger "trx;LogFileName=$PWD/$results/uml.trx"
