using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.ApiServer;

/// <summary>The start of the daemon, while the API server does not answer everything, or nothing.</summary>
public sealed class FirstListTests : IAsyncLifetime
{
    private static readonly string[] Resources = ["services", "endpointslices", "nodes", "servicecidrs"];

    private static readonly ServiceManifest Web = new("web") { ClusterIPs = [Plan.ClusterIP(1).IPv4], Ports = [new PortManifest("", Protocol.Tcp, 80)] };

    private ProxiedNode _node = null!; // made before each test
    private ApiServerPlace _place = null!; // with it

    public async Task InitializeAsync()
    {
        (_node, _place) = await ProxiedNode.CreateWithApiServerAsync(Programs.UnderTest);
        _node.Write(Web, Slice(_node.Bed.Pods[0]));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [NetnsTheory]
    [InlineData("services")]
    [InlineData("endpointslices")]
    [InlineData("nodes")]
    public async Task Nothing_is_programmed_before_the_first_full_lists(string missing)
    {
        uint generation = await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace);
        _place.Server.Faults.Always = request => request.Resource == missing ? new Fault.Status(503, "ServiceUnavailable") : null;
        _node.Start();
        foreach (string resource in Resources)
            await UntilLogAsync(resource == missing ? $"{resource}: " : $"{resource}: listed");
        await UntilLogAsync("nothing is programmed before the first full list");
        Assert.Equal(generation, await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace));

        _place.Server.Faults.Always = _ => null;
        await _node.UntilAsync(async () => await WhoAnswersAsync() == "pod1", Patience.Limit, "the service does not answer");
    }

    [NetnsFact]
    public async Task The_rules_of_the_last_life_stay_while_the_server_is_away_at_the_start()
    {
        _node.Start();
        await _node.UntilAsync(async () => await WhoAnswersAsync() == "pod1", Patience.Limit, "the service does not answer");
        await _node.StopAsync();
        await _place.Server.GoDownAsync();
        uint generation = await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace);

        _node.Start();
        await UntilLogAsync("nothing is programmed before the first full list");
        Assert.Equal("pod1", await WhoAnswersAsync());
        Assert.Equal(generation, await RuleGeneration.ReadAsync(_node.Bed.NodeNamespace));

        _node.Write(Slice(_node.Bed.Pods[1]));
        await _place.Server.ListenAsync();
        await _node.UntilAsync(async () => await WhoAnswersAsync() == "pod2", Patience.Limit, "what changed meanwhile is not there");
    }

    private static SliceManifest Slice(Host endpoint) => new("web", "web", IpFamily.IPv4) { Ports = [new PortManifest("", Protocol.Tcp, 8080)], Endpoints = [endpoint] };

    private Task UntilLogAsync(string part) => _node.UntilAsync(() => Task.FromResult(_node.Daemon.Says(part)), Patience.Limit, $"the log does not say '{part}'");

    private async Task<string> WhoAnswersAsync() =>
        await _node.Bed.Pods[2].ConnectAsync(new IPEndPoint(Plan.ClusterIP(1).IPv4, 80), Protocol.Tcp, Probe.ForAnswer) is Outcome.Answered answer ? answer.By : "nobody";
}
