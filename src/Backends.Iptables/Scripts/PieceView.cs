using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;

namespace Proxier.Backends.Iptables.Scripts;

/// <summary>Some lines for one table. A piece uses what it needs and leaves the rest empty.</summary>
internal sealed record PieceView(string Table)
{
    /// <summary>Begins the table.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>Commits the table.</summary>
    public bool IsLast { get; init; } = true;

    /// <summary>Chains that are created, or emptied when they exist.</summary>
    public IReadOnlyList<string> Declared { get; init; } = [];

    /// <summary>The fixed rules of the nat table; null: not here.</summary>
    public Frame? NatFrame { get; init; }

    /// <summary>The fixed rules of the filter table; null: not here.</summary>
    public Frame? FilterFrame { get; init; }

    public IReadOnlyList<EndpointChain> Endpoints { get; init; } = [];

    public IReadOnlyList<PickChain> Picks { get; init; } = [];

    public IReadOnlyList<ExternalChain> Externals { get; init; } = [];

    public IReadOnlyList<FirewallChain> Firewalls { get; init; } = [];

    public IReadOnlyList<DispatchChain> Dispatches { get; init; } = [];

    public IReadOnlyList<ChainEdit> Edits { get; init; } = [];

    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>What leads here from the built-in chains, as far as it is missing; null: nothing.</summary>
    public HookTable? Hooks { get; init; }

    /// <summary>What the state chain says from now on; null: nothing new.</summary>
    public string? Signature { get; init; }

    /// <summary>About how many chains are named here.</summary>
    internal int NameCount => Declared.Count + Dispatches.Sum(chain => chain.Rules.Count) + Edits.Sum(edit => edit.Count);

    public static PieceView Of(IReadOnlyCollection<ServiceChain> chains) => new("nat")
    {
        Declared = [.. chains.Select(chain => chain.Name)],
        Endpoints = [.. chains.OfType<EndpointChain>()],
        Picks = [.. chains.OfType<PickChain>()],
        Externals = [.. chains.OfType<ExternalChain>()],
        Firewalls = [.. chains.OfType<FirewallChain>()],
    };

    public static PieceView Of(string table, IReadOnlyCollection<DispatchChain> chains) => new(table)
    {
        Declared = [.. chains.Select(chain => chain.Name)],
        Dispatches = [.. chains],
    };

    /// <summary>A chain has to be empty before it can be deleted.</summary>
    public PieceView Deleting(IReadOnlyList<string> chains) => this with { Declared = [.. Declared, .. chains], Deleted = chains };

    /// <summary>The table claims nothing from here on.</summary>
    public PieceView Unsigned() => this with { Declared = [ChainName.State, .. Declared] };

    /// <summary>What it claimed before must be gone.</summary>
    public PieceView Signed(string signature) => this with { Signature = signature };
}
