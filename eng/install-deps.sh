#!/bin/sh
# Installs what the tests, the demo and the backends run, and the packages that are named: quick and silent when all is there.
# Usage: eng/install-deps.sh [PACKAGE...]
set -eu

# chromium: for the test of the status page; graphviz: for that of the pictures.
packages="chromium graphviz nftables iptables ipset ipvsadm conntrack iproute2 util-linux $*"

is_installed() {
    # Docker comes from elsewhere too, and the packages exclude each other.
    [ "$1" != docker.io ] || ! command -v dockerd >/dev/null || return 0
    [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "install-deps: missing packages:$missing; run as root, or install them yourself" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# $missing is a list of words.
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
