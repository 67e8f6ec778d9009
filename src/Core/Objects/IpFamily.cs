namespace Proxier.Core.Objects;

/// <summary>The two halves of every graph. Also the order in which they are shown.</summary>
public enum IpFamily
{
    IPv4,
    IPv6,
}
