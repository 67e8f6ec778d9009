using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>
/// The way to one pool of a service port. Most service ports have one; with policy Local some frontends lead to the endpoints of this node, and
/// others to those of the cluster.
/// </summary>
internal readonly record struct LaneName(ServicePortName Service, bool IsLocal) : IComparable<LaneName>
{
    public int CompareTo(LaneName other) => Service.CompareTo(other.Service) is var order and not 0 ? order : IsLocal.CompareTo(other.IsLocal);

    public static bool operator <(LaneName left, LaneName right) => left.CompareTo(right) < 0;

    public static bool operator >(LaneName left, LaneName right) => left.CompareTo(right) > 0;

    public static bool operator <=(LaneName left, LaneName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LaneName left, LaneName right) => left.CompareTo(right) >= 0;

    public override string ToString() => IsLocal ? $"{Service} (this node)" : Service.ToString();
}
