using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>
/// Identifies a service port. Printed as <c>ns/name:port</c>, or <c>ns/name</c> without a port name; the protocol is not printed.
/// Ordered by namespace, name, port and protocol.
/// </summary>
public readonly record struct ServicePortName(ObjectName Service, string Port, Protocol Protocol) : IComparable<ServicePortName>
{
    public int CompareTo(ServicePortName other)
    {
        int order = Service.CompareTo(other.Service);
        if (order == 0)
            order = string.CompareOrdinal(Port, other.Port);
        return order != 0 ? order : Protocol.CompareTo(other.Protocol);
    }

    public static bool operator <(ServicePortName left, ServicePortName right) => left.CompareTo(right) < 0;

    public static bool operator >(ServicePortName left, ServicePortName right) => left.CompareTo(right) > 0;

    public static bool operator <=(ServicePortName left, ServicePortName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ServicePortName left, ServicePortName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Port.Length == 0 ? Service.ToString() : $"{Service}:{Port}";
}
