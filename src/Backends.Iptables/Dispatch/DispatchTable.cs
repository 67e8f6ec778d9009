using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>What one dispatch chain holds. Immutable; a change costs its own size times the height of a tree.</summary>
/// <param name="Addresses">Null: none.</param>
/// <param name="NodePorts">Null: none.</param>
internal sealed record DispatchTable(DispatchNode? Addresses, DispatchNode? NodePorts)
{
    public static DispatchTable Empty { get; } = new(null, null);

    /// <summary>The sum over the entries: equal for equal content in every process.</summary>
    public Digest Digest { get; init; }

    public int Count => (Addresses?.Count ?? 0) + (NodePorts?.Count ?? 0);

    public IEnumerable<DispatchEntry> Entries => (Addresses?.Entries ?? []).Concat(NodePorts?.Entries ?? []);

    public bool IsSame(DispatchTable other) => ReferenceEquals(Addresses, other.Addresses) && ReferenceEquals(NodePorts, other.NodePorts);

    /// <summary>The place must be free.</summary>
    public DispatchTable With(DispatchEntry entry) =>
        Change(entry, node => node?.With(entry) ?? new DispatchLeaf([entry])) with { Digest = Digest + entry.Digest };

    /// <summary>It must be there.</summary>
    public DispatchTable Without(DispatchEntry entry) => Change(entry, node => node?.Without(entry)) with { Digest = Digest - entry.Digest };

    private DispatchTable Change(DispatchEntry entry, Func<DispatchNode?, DispatchNode?> change) =>
        entry.Key.AddressDigits == 0 ? this with { NodePorts = change(NodePorts) } : this with { Addresses = change(Addresses) };
}
