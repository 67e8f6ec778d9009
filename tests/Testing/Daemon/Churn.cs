using System.Net;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.Daemon;

/// <summary>
/// Random changes of many services, each written at once; after every hundred the node must follow, and the services
/// that changed last must do with packets what they say. At the end the table must be what a fresh start would build.
/// </summary>
public sealed class Churn
{
    private const int ChangesBetweenChecks = 100;
    private const int ServicesChecked = 10;
    private const int ConnectionsEach = 3;

    private readonly ProxiedNode _node;
    private readonly Random _random;
    private readonly ChurnService[] _services;
    private readonly Host[] _pods;
    private int _connections;

    /// <param name="services">At most 1000.</param>
    public Churn(ProxiedNode node, int services, int seed = 1)
    {
        (_node, _random) = (node, new Random(seed));
        _pods = [node.Bed.Pods[0], node.Bed.Pods[1], .. node.Bed.OtherPods];
        _services = [.. Enumerable.Range(0, services).Select(First)];
    }

    public int Changes { get; private set; }

    /// <summary>How many connections were made to see that rules do what they should.</summary>
    public int Connections => _connections;

    /// <summary>Writes all services and waits until the node follows.</summary>
    public Task BeginAsync() => _node.ProgramAsync(_services.SelectMany(service => new Manifests.Manifest[] { service.Service, service.Slice }));

    /// <exception cref="ChurnException">A connection did not end as it should.</exception>
    public async Task RunAsync(int changes)
    {
        for (int end = Changes + changes; Changes < end;)
        {
            var changed = new HashSet<int>();
            for (int i = 0; i < ChangesBetweenChecks; i++, Changes++)
                changed.Add(Change());
            await _node.SettleAsync();
            await Task.WhenAll(changed.Select(number => _services[number]).Where(service => service.Exists).Take(ServicesChecked).Select(CheckAsync));
        }
    }

    /// <summary>Changes one service. Returns its number.</summary>
    public int Change()
    {
        int number = _random.Next(_services.Length);
        ChurnService before = _services[number], after = before.Changed(_random, _pods);
        _services[number] = after;
        if (after.Exists)
            _node.Write(after.Service, after.Slice);
        else
            _node.Objects.Remove(before.Service);
        return number;
    }

    /// <summary>Chains, sets and maps that differ from what <c>proxyctl apply</c> makes of the same folder in an empty namespace.</summary>
    public async Task<IReadOnlyList<string>> DifferencesFromFreshAsync(Programs programs)
    {
        await using LoneNamespace fresh = await LoneNamespace.CreateAsync();
        string[] words = programs.Proxyctl(["apply", "-f", _node.Objects.ToPath(), "--node-name", Plan.NodeName, "--cluster-cidr", Plan.ClusterCidrs]);
        await fresh.Network.RunAsync(words[0], words[1..]);
        var differences = new List<string>();
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            IReadOnlyList<string> here = await TableText.ReadAsync(_node.Bed.NodeNamespace, family), there = await TableText.ReadAsync(fresh.Network, family);
            differences.AddRange(here.Except(there).Select(block => $"{family}, only here: {block}"));
            differences.AddRange(there.Except(here).Select(block => $"{family}, only in a fresh table: {block}"));
        }

        return differences;
    }

    private ChurnService First(int number) =>
        new ChurnService(number, number % 4 < 2 ? Protocol.Tcp : Protocol.Udp) { Exists = true }.WithEndpoints(_random, _pods);

    private async Task CheckAsync(ChurnService service)
    {
        var to = new IPEndPoint(service.Address[service.Family], 80);
        for (int i = 0; i < ConnectionsEach; i++)
        {
            Outcome outcome = await _node.Bed.Pods[2].ConnectAsync(to, service.Protocol, Probe.ForAnswer);
            Interlocked.Increment(ref _connections);
            if (!IsRight(service, outcome))
                throw new ChurnException($"After {Changes} changes, {service.Protocol} to {to} was {outcome}, but should be {service}");
        }
    }

    private static bool IsRight(ChurnService service, Outcome outcome) => service.Endpoints.IsEmpty
        ? outcome is Outcome.Refused
        : outcome is Outcome.Answered answer && answer.Port == service.TargetPort && service.Endpoints.Any(host => host.Name == answer.By);
}
