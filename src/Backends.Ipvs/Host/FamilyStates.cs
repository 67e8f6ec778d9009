using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

internal sealed class FamilyStates(TimeProvider time) : IDisposable
{
    private readonly FamilyState[] _families = [.. Enum.GetValues<IpFamily>().Select(family => new FamilyState(family, time))];

    /// <summary>For who makes kube-ipvs0, which both need.</summary>
    public Gate Link { get; } = new();

    public FamilyState this[IpFamily family] => _families[(int)family];

    public void Dispose()
    {
        Link.Dispose();
        foreach (FamilyState family in _families)
            family.Dispose();
    }
}
