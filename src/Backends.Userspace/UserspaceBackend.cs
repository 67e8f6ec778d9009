using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace;

/// <summary>
/// Proxies connections in this process: listens for each service port, and leads clients there by redirect rules. Endpoints change without any
/// rule; rules change with services.
/// </summary>
internal sealed class UserspaceBackend(
    UserspaceRenderer renderer, DataPlane plane, RuleWriter rules, IOptions<UserspaceOptions> options, ILogger<UserspaceBackend> logger) : IProxyBackend
{
    public string Name => "userspace";

    public bool SendsProxyHeaders => true;

    public IReadOnlyCollection<ushort> OwnPortsOf(IpFamily family, ServicePortName port)
    {
        PortBook book = plane[family].Ports;
        List<ushort> ports = [];
        if (book.Held.TryGetValue(new LaneName(port, IsLocal: false), out ushort everywhere))
            ports.Add(everywhere);
        if (book.Held.TryGetValue(new LaneName(port, IsLocal: true), out ushort here))
            ports.Add(here);
        return ports;
    }

    public Ruleset Render(FamilyGraph desired, Ruleset? applied) =>
        renderer.Render(desired, (UserspaceRuleset?)applied, rules.Tool, plane[desired.Family].Ports, options.Value.Ports);

    public Ruleset RenderRepair(FamilyGraph desired) => Render(desired, applied: null);

    /// <summary>Whatever rules the kernel holds, nobody listens where they lead when this process has just begun.</summary>
    public async ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel)
    {
        UserspaceRuleset byNft = renderer.Render(desired, applied: null, RuleTool.Nft, plane[desired.Family].Ports, options.Value.Ports);
        await rules.ChooseAsync(renderer.Replacement(byNft), cancel).ConfigureAwait(false); // which a table of before cannot spoil
        return null;
    }

    /// <summary>Proxies listen before a rule leads to them, and for as long as one does.</summary>
    public async ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel)
    {
        var wanted = (UserspaceRuleset)ruleset;
        IpFamily family = wanted.Graph.Family;
        if (wanted.IsRepair)
            TellOfSctp(wanted.Graph);
        IReadOnlyList<ProxyLoop> loops = await plane.StartAsync(wanted.Graph.Node.MasqueradeMark).ConfigureAwait(false);
        await plane[family].OpenAsync(wanted.Lanes, loops).ConfigureAwait(false);
        await rules.WriteAsync(wanted, cancel).ConfigureAwait(false);
        await plane[family].CloseOthersAsync(wanted.Lanes).ConfigureAwait(false);
    }

    public Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel) => rules.WatchForeignChangesAsync(family, cancel);

    public ValueTask CleanupAsync(CancellationToken cancel) => rules.CleanupAsync(cancel);

    private void TellOfSctp(FamilyGraph graph)
    {
        foreach (ServicePort port in graph.Ports.Where(port => port.Name.Protocol == Protocol.Sctp))
            logger.NoSctp(graph.Family, port.Name);
    }
}
