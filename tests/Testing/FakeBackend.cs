using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>
/// A backend whose kernel is a variable. Like the real ones it refuses a change that does not start from what the kernel holds, and
/// rulesets of another backend.
/// </summary>
public sealed class FakeBackend : IProxyBackend
{
    private readonly Dictionary<IpFamily, FakeKernel> _kernels = new() { [IpFamily.IPv4] = new(), [IpFamily.IPv6] = new() };

    public string Name => "fake";

    /// <summary>Where it takes the UDP flows of every service port itself.</summary>
    public IReadOnlyCollection<ushort> OwnPorts { get; set; } = [];

    public FakeKernel this[IpFamily family] => _kernels[family];

    public IReadOnlyCollection<ushort> OwnPortsOf(IpFamily family, ServicePortName port) => OwnPorts;

    public Ruleset Render(FamilyGraph desired, Ruleset? applied)
    {
        FakeRuleset? from = applied is null or FakeRuleset
            ? (FakeRuleset?)applied
            : throw new ArgumentException("This ruleset is from another backend.", nameof(applied));
        bool isSame = from is not null && !FamilyGraph.Changes(from.Graph, desired).Any() && from.Graph.Node == desired.Node;
        return new FakeRuleset(desired, isSame ? [] : [FakeRuleset.Script("change")], IsRepair: from is null, from?.Graph);
    }

    public Ruleset RenderRepair(FamilyGraph desired) => new FakeRuleset(desired, [FakeRuleset.Script("repair")], IsRepair: true, From: null);

    public ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel) =>
        ValueTask.FromResult<Ruleset?>(_kernels[desired.Family].Adopt(desired) ? new FakeRuleset(desired, [], IsRepair: false, desired) : null);

    public ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel) =>
        ruleset is FakeRuleset fake
            ? _kernels[ruleset.Graph.Family].ApplyAsync(fake, cancel)
            : throw new ArgumentException("This ruleset is from another backend.", nameof(ruleset));

    public Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel) => _kernels[family].WatchAsync(cancel);

    public ValueTask CleanupAsync(CancellationToken cancel)
    {
        foreach (FakeKernel kernel in _kernels.Values)
            kernel.Clear();
        return ValueTask.CompletedTask;
    }
}
