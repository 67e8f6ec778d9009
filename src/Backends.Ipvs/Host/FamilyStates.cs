using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

internal sealed class FamilyStates(TimeProvider time) : IDisposable
{
    private readonly FamilyState[] _families = [.. Enum.GetValues<IpFamily>().Select(family => new FamilyState(family, time))];

    public FamilyState this[IpFamily family] => _families[(int)family];

    public void Dispose()
    {
        foreach (FamilyState family in _families)
            family.Dispose();
    }
}
