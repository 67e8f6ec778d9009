using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>A service whose port is the number of a revision: it answers once that revision is programmed, in whichever way.</summary>
public sealed class Canary(NetworkTestbed bed, int revision)
{
    private static readonly AddressPair Address = AddressPair.Of("10.96.255.1", "fd00:10:96::ff01");

    private readonly int _port = 1000 + revision;

    public IReadOnlyList<Manifest> Manifests =>
    [
        Slice(IpFamily.IPv4),
        Slice(IpFamily.IPv6),
        new ServiceManifest("canary")
        {
            Namespace = "zz-canary",
            ClusterIPs = [Address.IPv4, Address.IPv6],
            Ports = [new PortManifest("", Protocol.Udp, _port)],
        },
    ];

    /// <summary>By UDP: it hears of a refusal at once in both families.</summary>
    public async Task<bool> AnswersAsync()
    {
        Outcome[] outcomes = await Task.WhenAll(Enum.GetValues<IpFamily>().Select(AskAsync));
        return outcomes.All(outcome => outcome is Outcome.Answered);
    }

    private Task<Outcome> AskAsync(IpFamily family) =>
        bed.Pods[0].ConnectAsync(new IPEndPoint(Address[family], _port), Protocol.Udp, TimeSpan.FromMilliseconds(200));

    private SliceManifest Slice(IpFamily family) => new(family == IpFamily.IPv4 ? "canary-4" : "canary-6", "canary", family)
    {
        Namespace = "zz-canary",
        Ports = [new PortManifest("", Protocol.Udp, 8080)],
        Endpoints = [bed.Pods[^1]],
    };
}
