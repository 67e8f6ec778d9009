#!/bin/bash
# Builds the kernel that the IPVS tests boot (user-mode Linux: the kernel as a program) from Debian's source, once for
# each version of the source, of uml.config and of this script. The last line of standard output is its path.
# Usage: eng/uml/build.sh    Cache: ${XDG_CACHE_HOME:-~/.cache}/proxier/uml; needs 2 GB for a while in ${TMPDIR:-/tmp}.
set -euo pipefail
cd "$(dirname "$0")"

source_package=linux-source-6.1
tools="gcc make libc6-dev flex bison bc perl xz-utils"
cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/proxier/uml

fail() {
    echo "uml: $*" >&2
    exit 1
}

[ "$(uname -m)" = x86_64 ] || fail "user-mode Linux runs on x86_64 only, this is $(uname -m)"
command -v apt-get >/dev/null || fail "needs apt-get: the kernel's source is Debian's package $source_package"

candidate() {
    apt-cache policy "$source_package" | sed -n 's/^ *Candidate: \([^(]*\)$/\1/p'
}

hash=$(cat uml.config build.sh | sha256sum | cut -c -12)
version=$(candidate)
if [ -z "$version" ]; then
    [ "$(id -u)" = 0 ] || fail "apt does not know $source_package; run apt-get update as root"
    apt-get update -qq
    version=$(candidate)
fi
[ -n "$version" ] || fail "apt has no $source_package; it is in Debian 12"

built=$cache/$version-$hash/linux
mkdir -p "$cache"
# Whoever comes second waits for the first instead of building too.
exec 9>"$cache/lock"
flock 9
if [ -x "$built" ]; then
    echo "$built"
    exit 0
fi

# $tools is a list of words.
# shellcheck disable=SC2086
../install-deps.sh $tools 9>&-

work=$(mktemp -d "${TMPDIR:-/tmp}/proxier-uml.XXXXXX")
trap '[ -z "$job" ] || kill -KILL -- "-$job"; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
job=
free_kb=$(df --output=avail "$work" | tail -n 1)
[ "$free_kb" -gt 2000000 ] || fail "needs 2 GB in $(dirname "$work"), which has $((free_kb / 1000)) MB free; set TMPDIR to another place"

started=$SECONDS
echo "uml: building the kernel from $source_package $version, once; some minutes" >&2

# step NAME COMMAND...: its output is shown only when it fails. In a group of its own, so that it ends with us.
step() {
    local name=$1
    shift
    set -m
    "$@" </dev/null >"$work/log" 2>&1 9>&- &
    job=$!
    set +m
    wait "$job" || { tail -n 30 "$work/log" >&2; fail "$name failed"; }
    job=
}

download() {
    (cd "$work" && apt-get download -q -o APT::Sandbox::User="$(id -un)" "$source_package=$version")
}

unpack() {
    dpkg --fsys-tarfile "$work/$source_package"_*.deb | tar -xO "./usr/src/$source_package.tar.xz" |
        tar -xJ -C "$work" --exclude='*/Documentation/*/*' --exclude='*/drivers/gpu/drm/*/*.[ch]'
}

configure() {
    KCONFIG_ALLCONFIG=$PWD/uml.config make -s -C "$work/$source_package" ARCH=um allnoconfig
}

if ! download >"$work/log" 2>&1; then
    if [ "${1:-}" = again ] || [ "$(id -u)" != 0 ]; then
        cat "$work/log" >&2
        fail "the download of $source_package $version failed"
    fi
    # Lists that are too old name a version that is gone.
    rm -rf "$work"
    apt-get update -qq
    exec ./build.sh again
fi
step "unpacking $source_package" unpack
step "the configuration of the kernel" configure
lost=$(grep '^CONFIG_' uml.config | grep -vxFf "$work/$source_package/.config" || true)
[ -z "$lost" ] || fail "this kernel does not take these lines of uml.config, because it has no such option or because another one is missing:"$'\n'"$lost"
step "the build of the kernel" nice make -s -C "$work/$source_package" ARCH=um -j"$(nproc)" linux
step "stripping the kernel" strip "$work/$source_package/linux"

mkdir -p "$(dirname "$built")"
# Complete or not there at all: a rename within one file system.
cp "$work/$source_package/linux" "$built.new"
mv "$built.new" "$built"
echo "uml: built in $((SECONDS - started)) s: $built" >&2
echo "$built"
