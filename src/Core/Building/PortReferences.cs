using System.Collections.Immutable;
using Proxier.Core.Graph;

namespace Proxier.Core.Building;

internal static class PortReferences
{
    /// <summary>
    /// The same ports with the references of <paramref name="old"/> where they are equal; the old array itself when all are. Both are
    /// the ports of one Service, in order.
    /// </summary>
    public static EquatableArray<ServicePort> Keeping(this EquatableArray<ServicePort> ports, EquatableArray<ServicePort> old)
    {
        if (ports == old)
            return old;

        var kept = ImmutableArray.CreateBuilder<ServicePort>(ports.Count);
        int next = 0;
        foreach (ServicePort port in ports)
        {
            while (next < old.Count && old[next].Name < port.Name)
                next++;
            kept.Add(next < old.Count && old[next].Equals(port) ? old[next] : port);
        }

        return new EquatableArray<ServicePort>(kept.MoveToImmutable());
    }
}
