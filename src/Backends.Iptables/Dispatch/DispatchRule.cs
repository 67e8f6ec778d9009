namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>One rule of a dispatch chain, without the chain. Parts that are null are left out.</summary>
internal sealed record DispatchRule
{
    /// <summary>Its place in the chain once it is inserted, from 1; null for a rule that is appended or deleted.</summary>
    public int? Number { get; init; }

    public string? Comment { get; init; }

    /// <summary>Only addresses of this node.</summary>
    public bool IsLocal { get; init; }

    public string? Protocol { get; init; }

    public string? Destination { get; init; }

    public string? Excluded { get; init; }

    /// <summary>One, or first:last. Needs a protocol.</summary>
    public string? Ports { get; init; }

    /// <summary>j to come back to the next rule, g to come back to the chain before.</summary>
    public string Verb { get; init; } = "j";

    public required string Target { get; init; }
}
