using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Proxier.Core.Objects;
using Proxier.Integration.Daemon;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using Proxier.Testing.Daemon;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Lifecycle;

/// <summary>What <c>kubectl describe</c> shows of the daemon's life, with kube-proxy's words.</summary>
public sealed class EventTests : DaemonCase
{
    private const int TakenPort = 32_100;
    private const string TheNode = """{"apiVersion":"v1","kind":"Node","name":"node-a","uid":"node-a"}""";

    private ApiServerPlace _cluster = null!; // made before each test

    protected override async Task<ProxiedNode> CreateAsync()
    {
        (ProxiedNode node, _cluster) = await ProxiedNode.CreateWithApiServerAsync(Programs.UnderTest);
        return node;
    }

    [NetnsFact]
    public async Task Each_is_told_once_about_the_right_object()
    {
        using Socket taken = await Namespace.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        taken.Bind(new IPEndPoint(IPAddress.Any, TakenPort));
        taken.Listen();
        ServiceManifest odd = Web() with
        {
            Type = ServiceType.LoadBalancer,
            ClusterIPs = [Plan.ClusterIP(1).IPv4],
            ExternalIPs = [Plan.External(1).IPv4, Plan.External(1).IPv6],
            LoadBalancerIPs = [Plan.LoadBalancer(1).IPv4],
            ExternalPolicy = TrafficPolicy.Local,
            HealthCheckNodePort = TakenPort,
        };
        Node.Write([odd, .. Slices(odd, Bed.Pods[0]).Take(1)]);

        Node.Start();

        const string service = """{"apiVersion":"v1","kind":"Service","name":"web-1","namespace":"default"}""";
        string[] expected =
        [
            $"Normal ProxyModeChosen ChooseProxyMode {TheNode}",
            $"Normal Starting StartKubeProxy {TheNode}",
            $"Warning FailedToStartServiceHealthcheck Listen {service}",
            $"Warning KubeProxyIncorrectIPVersion GatherEndpoints {service}",
        ];
        await Node.UntilAsync(() => Task.FromResult(Events().Length >= expected.Length), Patience.Limit, "there are too few events");
        await Node.ProgramAsync(WithSlices(Web(number: 2), Bed.Pods[1])); // changes bring none again
        await Node.ProgramAsync(Slices(odd, Bed.Pods[1]).Take(1));
        Assert.Equal(expected, Events());
    }

    [NetnsTheory]
    [InlineData(10256, "FailedToStartProxierHealthcheck")]
    [InlineData(10249, "FailedToStartMetricServer")]
    public async Task A_port_that_must_be_had_and_is_taken_is_told_before_the_end(int port, string reason)
    {
        using Socket taken = await Namespace.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream);
        taken.Bind(new IPEndPoint(IPAddress.Any, port));
        taken.Listen();

        await using NamespaceProgram daemon = Node.Launch("--bind-address-hard-fail");

        Assert.Equal(1, await daemon.WaitForExitAsync(Patience.Limit));
        Assert.True(Events().Count(happened => happened == $"Warning {reason} StartKubeProxy {TheNode}") == 1, $"{string.Join('\n', Events())}\n{daemon.Log}");
    }

    private string[] Events() => [.. _cluster.Server.Objects.All(ApiResource.Events)
        .Select(stored => JsonNode.Parse(stored.Json)!) // the server takes objects only
        .Select(json => $"{json["type"]} {json["reason"]} {json["action"]} {json["regarding"]!.ToJsonString()}").Order(StringComparer.Ordinal)];
}
