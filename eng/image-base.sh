#!/bin/sh
# Makes the lower part of the image from Debian 12's packages, with no image registry, and prints the path of the tar file.
# Kept outside the checkout. Made anew when this file changes, when it is a month old (FRESH=1: at once), for the packages' sake.
set -eu
cd "$(dirname "$0")/.."

# Debian 12 for nft 1.0.6: rules that nft 1.1.3 wrote crash the nft of hosts that have 1.0.6.
suite=bookworm
# base-files: os-release, for whoever scans the image. libssl3, libstdc++6: the .NET runtime. busybox-static: a shell for kubectl exec.
packages=base-files,nftables,iptables,ipset,ipvsadm,conntrack,nfacct,iproute2,kmod,busybox-static,libssl3,libstdc++6
applets="sh cat env grep hostname id kill ls nsenter ps sed sleep tail tee true"

cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/proxier"
base="$cache/image-base-$(sha256sum "$0" | cut -c 1-16)-$(dpkg --print-architecture).tar"
if [ -f "$base" ] && [ -z "${FRESH:-}" ] && [ -n "$(find "$base" -mtime -30)" ]; then
    echo "$base"
    exit 0
fi

# Extracted, not installed: no dpkg, apt, perl or C shell is in the image. What maintainer scripts would do for us is done here.
finish() {
    root=$1
    for deb in "$root"/var/cache/apt/archives/*.deb; do
        # For whoever scans the image, in dpkg's own format.
        { echo "Package: $(dpkg-deb --field "$deb" Package)"; echo "Status: install ok installed"; dpkg-deb --field "$deb" | sed '/^Package:/d'; echo; }
    done >"$root/var/lib/dpkg/status"
    for applet in $applets; do
        [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
    done
    for tool in iptables ip6tables; do
        for verb in "" -restore -save; do
            ln -sf "$tool-nft$verb" "$root/usr/sbin/$tool$verb"
        done
    done
    mkdir -p "$root/proc" "$root/sys" "$root/run" "$root/root"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'root:x:0:' >"$root/etc/group"
    # Scripts for a perl that is not there, and texts that nobody reads in there.
    rm -rf "$root"/usr/bin/debconf* "$root"/usr/sbin/dpkg-* "$root"/usr/share/man "$root"/usr/share/locale "$root"/usr/share/bash-completion "$root"/usr/share/perl5 "$root"/usr/share/lintian
    # The licences stay.
    find "$root/usr/share/doc" ! -type d ! -name copyright -delete
    find "$root/usr/share/doc" -type d -empty -delete
}

if [ "${1:-}" = --finish ]; then
    finish "$2"
    exit 0
fi

mkdir -p "$cache"
# Away and back in one piece: two may be at it at once.
making=$(mktemp "$base.XXXXXX")
trap 'rm -f "$making"' EXIT
mmdebstrap --quiet --variant=extract --format=tar --include="$packages" \
    --setup-hook='cd "$1" && mkdir -p usr/bin usr/sbin usr/lib usr/lib64 && ln -s usr/bin usr/sbin usr/lib usr/lib64 .' \
    --extract-hook="$PWD/eng/image-base.sh --finish \"\$1\"" "$suite" "$making"
# Of the machine that builds. Its own tool wants them to its end.
tar --delete --file="$making" ./etc/apt ./etc/resolv.conf ./etc/hostname ./var/cache/apt
mv "$making" "$base"
echo "$base"
