#!/bin/bash
# Process 1 of the namespaces that run.sh makes: boots the kernel and waits for it.
# Usage: boot.sh KERNEL SECONDS MIB RESULTS COMMAND [ARGUMENT...]
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kernel=$1 limit=$2 memory=$3 results=$4
shift 4

# The kernel's memory, its own files and what passes between it and us. Only these namespaces see it.
place=/dev/shm
mkdir -p $place
mount -t tmpfs -o "size=$((memory + 64))m" tmpfs $place || exit 125
mkdir $place/job
# Not on the kernel's command line, where a blank would end a path.
echo "$results" >$place/job/results
cp "$here/init.sh" $place/job/

{
    export -p
    printf 'export TMPDIR=/run/tmp TERM=dumb\ncd %q\n' "$PWD"
    printf 'exec'
    printf ' %q' "$@"
    echo
} >$place/job/command

exec 3> >(sed -u 's/\r$//; /reboot: System halted$/d' | tee $place/console)
screen=$!
ulimit -c 0
TMPDIR=$place "$kernel" "mem=${memory}M" root=/dev/root rootfstype=hostfs rootflags=/ ro quiet \
    init=$place/job/init.sh JOB=$place/job \
    con=null con0=null,fd:1 ssl=null dummy.numdummies=0 "uml_dir=$place/" umid=uml </dev/null >&3 2>&1 3>&- &
linux=$!
sleep "$limit" 3>&- &
clock=$!
wait -n $linux $clock 2>/dev/null
kill -0 $linux 2>/dev/null && is_late=yes || is_late=
# It has made itself the leader of a group, in which the processes are that carry its own.
{
    kill -KILL $clock -$linux
    wait $clock $linux
} 2>/dev/null
exec 3>&-
wait $screen

[ -z "$is_late" ] && [ -s $place/job/exit ] && exit "$(cat $place/job/exit)"
if [ -n "$is_late" ]; then
    echo "uml: no end after $limit s; killed. The last lines were:"
else
    echo "uml: the kernel ended and left no exit code: it crashed, or did not come up. The last lines were:"
fi >&2
tail -n 30 $place/console | sed 's/^/uml:   /' >&2
[ -z "$is_late" ] || exit 124
exit 125
