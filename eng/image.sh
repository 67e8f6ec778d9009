#!/bin/bash
# Builds the image out of artifacts/bin and Debian packages, with no image registry, and saves it for nodes to load.
# Usage: eng/with-docker.sh eng/image.sh [NAME:TAG]    Leaves artifacts/image.tar, and the image in the Docker daemon.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
image=${1:-proxier:$version}
base=$(eng/image-base.sh)

context=artifacts/image
rm -rf "$context"
mkdir -p "$context/dotnet/shared" "$context/proxier" "$context/bin"
# Hard links where they are possible: copies cost seconds.
copy() { cp --recursive --link "$@" 2>/dev/null || cp --recursive "$@"; }
copy "$base" "$context/base.tar"
copy artifacts/bin/. "$context/proxier"
for program in proxyd proxyctl; do
    ln -s "/opt/proxier/$program" "$context/bin/$program"
done
ln -s /opt/proxier/proxyd "$context/bin/kube-proxy"

# The runtime that is chosen here is the one that would be chosen there.
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    runtime=$(dotnet --list-runtimes | sed -n "s/^$framework \(10\.[^ ]*\) .*/\1/p" | sort --version-sort | tail -n 1)
    [ -n "$runtime" ] || { echo "image: there is no $framework 10 beside $dotnet/dotnet" >&2; exit 1; }
    mkdir -p "$context/dotnet/shared/$framework" "$context/dotnet/host/fxr"
    copy "$dotnet/shared/$framework/$runtime" "$context/dotnet/shared/$framework/"
done
copy "$dotnet/host/fxr/$runtime" "$context/dotnet/host/fxr/"

revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
# The builder of 20.10 to 28: the newer one is a plug-in that Debian 12 has not got. What it says is worth reading after a failure only.
DOCKER_BUILDKIT=0 docker build --force-rm --file deploy/Dockerfile --tag "$image" \
    --label org.opencontainers.image.title=proxier \
    --label "org.opencontainers.image.description=Kubernetes service proxy: nftables and iptables rules from Services and EndpointSlices" \
    --label "org.opencontainers.image.version=$version" \
    --label "org.opencontainers.image.revision=$revision" \
    --label org.opencontainers.image.licenses=Apache-2.0 \
    "$context" >"$context/build.log" 2>&1 || { cat "$context/build.log" >&2; exit 1; }
docker save --output artifacts/image.tar.new "$image"
mv artifacts/image.tar.new artifacts/image.tar

mib() { awk -v bytes="$1" 'BEGIN { printf "%.1f MiB", bytes / 1048576 }'; }
echo "$image: $(mib "$(docker image inspect --format '{{.Size}}' "$image")"), saved as artifacts/image.tar"
docker history --no-trunc --human=false --format '{{.Size}} {{.CreatedBy}}' "$image" | tac | awk '
    $1 > 1048576 { printf "  %6.1f MiB  %s\n", $1 / 1048576, $NF }'
echo "Debian packages:"
tar --extract --to-stdout --file "$base" ./var/lib/dpkg/status |
    sed -n 's/^Package: //p; s/^Version: //p' | paste --delimiters='=' - - | sort | fmt --width=150 | sed 's/^/  /'
