#!/bin/bash
# Runs a command with a Docker daemon: the running one, otherwise one of its own in a network namespace of its own, so that it
# touches no rules of this machine. Afterwards, however the command ended, the containers that it labelled proxier.session=$PROXIER_SESSION
# are removed, and so is that daemon with all that it kept.
# Usage: eng/with-docker.sh COMMAND [ARGUMENT...]    which finds DOCKER_HOST and PROXIER_SESSION in its environment
set -uo pipefail

export DOCKER_HOST="${DOCKER_HOST:-unix:///var/run/docker.sock}"
export PROXIER_SESSION="$$-$RANDOM"
folder='' daemon='' command=''

is_up() { docker version >/dev/null 2>&1; }

# Where this machine's own root lacks CAP_SYS_RESOURCE, no container can have it, not even a privileged one.
lacks_sys_resource() { (((16#$(sed -n 's/^CapBnd:\t//p' /proc/self/status) >> 24 & 1) == 0)); }

make_runtime() {
    cat >"$1" <<'RUNTIME'
#!/bin/bash
# runc without a capability that this machine has not got.
words=("$@")
for i in "${!words[@]}"; do
    case "${words[i]}" in
        --bundle | -b) file="${words[i + 1]}/config.json" ;;
        --process | -p) file="${words[i + 1]}" ;;
        *) continue ;;
    esac
    sed -i 's/"CAP_SYS_RESOURCE",//g; s/,"CAP_SYS_RESOURCE"//g; s/"CAP_SYS_RESOURCE"//g' "$file"
done
exec runc "$@"
RUNTIME
    chmod +x "$1"
}

start() {
    folder=$(mktemp -d /tmp/proxier-docker.XXXXXX)
    export DOCKER_HOST="unix://$folder/docker.sock"
    local runtime=()
    if lacks_sys_resource; then
        make_runtime "$folder/runc"
        runtime=(--add-runtime "without-sys-resource=$folder/runc" --default-runtime without-sys-resource)
    fi
    # A session of its own: Ctrl-C is for us, who stop it in order.
    setsid unshare --net dockerd --host="$DOCKER_HOST" --data-root="$folder/data" --exec-root="$folder/exec" --pidfile="$folder/pid" \
        --exec-opt native.cgroupdriver=cgroupfs "${runtime[@]}" >"$folder/log" 2>&1 </dev/null &
    daemon=$!
    for _ in $(seq 300); do
        is_up && return
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.1
    done
    echo "with-docker: no Docker daemon could be started:" >&2
    tail -n 20 "$folder/log" >&2
    return 1
}

stop() {
    trap '' INT TERM HUP
    [ -z "$command" ] || kill -TERM "$command" 2>/dev/null
    local left
    left=$(docker ps --all --quiet --filter "label=proxier.session=$PROXIER_SESSION" 2>/dev/null)
    # A list of words.
    # shellcheck disable=SC2086
    [ -z "$left" ] || docker rm --force --volumes $left >/dev/null
    [ -n "$daemon" ] || return
    # Never by SIGKILL: it would leave its mounts and its containers.
    kill -TERM "$daemon" 2>/dev/null
    wait "$daemon"
    rm -rf "$folder"
}

trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
is_up || start || exit 1
# In the background, so that a signal is not kept waiting until the command ends. Bash would have it ignore Ctrl-C there.
env --default-signal=INT,QUIT "$@" <&0 &
command=$!
wait "$command"
