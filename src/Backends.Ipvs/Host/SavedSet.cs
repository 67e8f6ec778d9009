namespace Proxier.Backends.Ipvs.Host;

/// <param name="Type">As ipset names it.</param>
internal sealed record SavedSet(string Type, IReadOnlySet<string> Members);
