#!/bin/bash
# Runs a command on a kernel of its own that has IPVS: boots user-mode Linux with this machine's files, which the
# command may change without anybody noticing, with this folder and environment, and no network but what it makes.
# Usage: eng/uml/run.sh [--timeout SECONDS] [--memory MIB] [--results FOLDER] COMMAND [ARGUMENT...]
#   --results  the one folder in which what the command writes stays
#   --timeout  default 900
# Ends with the command's code; 124: time-out, 125: the kernel did not come up or crashed. Leaves nothing behind,
# however it ends: all it makes is in namespaces and a tmpfs that die with it.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "uml: $*" >&2
    exit 125
}

limit=900 memory='' results=''
while [ $# -gt 0 ]; do
    case $1 in
        --timeout) limit=$2 && shift 2 ;;
        --memory) memory=$2 && shift 2 ;;
        --results) results=$2 && shift 2 ;;
        *) break ;;
    esac
done
[ $# -gt 0 ] || fail "usage: eng/uml/run.sh [--timeout SECONDS] [--memory MIB] [--results FOLDER] COMMAND [ARGUMENT...]"
[ "$(id -u)" = 0 ] || fail "needs root, to make namespaces"
if [ -n "$results" ]; then
    mkdir -p "$results" && results=$(cd "$results" && pwd) || fail "there is no folder $results"
fi

# .NET and its test host need some 700 MB; half of what is free is left to the others.
free=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
[ -n "$memory" ] || memory=$((free / 2 < 3072 ? free / 2 : 3072))
[ "$memory" -ge 768 ] || fail "$memory MiB of memory are too few: 768 at least; half of what is free, unless you say, and $free MiB are free"

kernel=$("$here/build.sh") || exit 125

# On one processor: the kernel and its processes hand over to each other at every system call, which is twice as
# fast there. It is all the time they get, so they come before what else runs. Should this shell be killed, so is
# everything that it started.
cpu=$(cut -d " " -f 39 /proc/self/stat)
nice -n -5 taskset -c "$cpu" setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc \
    "$here/boot.sh" "$kernel" "$limit" "$memory" "$results" "$@" &
booted=$!
trap 'kill -KILL $booted; wait $booted 2>/dev/null; exit 130' INT TERM HUP
wait $booted
