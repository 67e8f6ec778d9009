using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Userspace;

/// <summary>More connections than the daemon has descriptors for.</summary>
public sealed class RunningOutTests
{
    private const int Wanted = 300;

    [NetnsFact]
    public async Task Connections_beyond_the_limit_are_refused_and_told_and_all_others_go_on()
    {
        await using ProxiedNode node = await ProxiedNode.CreateAsync(Programs.UnderTest);
        ServiceManifest web = new("web") { ClusterIPs = [Plan.ClusterIP(1).IPv4], Ports = [new PortManifest("", Protocol.Tcp, 80)] };
        node.Write(web, new SliceManifest("web-1", "web", IpFamily.IPv4) { Ports = [new PortManifest("", Protocol.Tcp, 8080)], Endpoints = [node.Bed.Pods[0]] });
        // Without CAP_SYS_RESOURCE it cannot raise the limit.
        string[] words =
        [
            "prlimit", "--nofile=600:600", "setpriv", "--bounding-set", "-sys_resource",
            .. Programs.UnderTest.Proxyd("--manifests", node.Folder.FolderPath, "--proxy-mode", "userspace", "--hostname-override", Plan.NodeName, "--conntrack-max-per-core", "0"),
        ];
        await using NamespaceProgram daemon = NamespaceProgram.Start(node.Bed.NodeNamespace, words[0], words[1..]);
        Host client = node.Bed.Pods[2] with { EndsByReset = true };
        var to = new IPEndPoint(Plan.ClusterIP(1).IPv4, 80);
        await Eventually.TrueAsync(async () => daemon.HasExited || await client.ConnectAsync(to, Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered, Patience.Limit, "the service does not answer");

        List<Conversation> open = [];
        int refused = 0;
        for (int i = 0; i < Wanted; i++)
        {
            Conversation conversation = await client.OpenAsync(to, Protocol.Tcp);
            open.Add(conversation);
            refused += await conversation.AskAsync(Probe.ForAnswer) is Outcome.Answered ? 0 : 1;
        }

        Assert.False(daemon.HasExited, daemon.Log);
        Assert.InRange(refused, 1, Wanted - 100);
        await Eventually.TrueAsync(() => Task.FromResult(daemon.Says("connections were refused: the limit of")), Patience.Limit, "the log does not tell of it");
        Assert.IsType<Outcome.Answered>(await open[0].AskAsync(Probe.ForAnswer));
        foreach (Conversation conversation in open)
            await conversation.DisposeAsync();
        await Eventually.TrueAsync(async () => await client.ConnectAsync(to, Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered, Patience.Limit, "nobody is served any more");
    }
}
