using System.Net;

namespace Proxier.Backends.Ipvs.Sets;

/// <param name="Member">As ipset prints it.</param>
internal readonly record struct SetEntry(IpSet Set, string Member)
{
    /// <summary>The address that the member is about; null when it is about a port alone.</summary>
    public IPAddress? Address => IPAddress.TryParse(Member.AsSpan(0, Member.IndexOf(',', StringComparison.Ordinal) is var end and >= 0 ? end : Member.Length), out IPAddress? address) && Set.HasAddresses ? address : null;

    /// <summary>The same member of the set that this one makes an exception of; null when it makes none.</summary>
    public SetEntry? General => Set.ExceptionOf is { } general ? new SetEntry(general, Member) : null;
}
