using Proxier.Core.Objects;

namespace Proxier.Testing.Network;

/// <summary>
/// Every address of the testbed, all from ranges for documentation or private use. Only namespaces of our own ever see them, so each
/// testbed has the same ones.
/// </summary>
public static class Plan
{
    public const string NodeName = "node-a";
    public const string OtherNodeName = "node-b";
    public const string Zone = "zone-1";
    public const string OtherZone = "zone-2";

    public const string ClusterCidrs = "10.244.0.0/16,fd00:10:244::/56";
    public const string ServiceCidrs = "10.96.0.0/16,fd00:10:96::/112";
    public const string PodCidrs = "10.244.1.0/24,fd00:10:244:1::/64";

    /// <summary>The address that the Node object names.</summary>
    public static AddressPair Node { get; } = AddressPair.Of("192.0.2.1", "2001:db8:1::1");

    /// <summary>Another address of the same node, which the Node object does not name.</summary>
    public static AddressPair SecondaryNode { get; } = AddressPair.Of("192.0.2.3", "2001:db8:1::3");

    public static AddressPair OtherNode { get; } = AddressPair.Of("192.0.2.2", "2001:db8:1::2");

    /// <summary>The node's default route leads here; the outside client lives behind it.</summary>
    public static AddressPair Gateway { get; } = AddressPair.Of("192.0.2.254", "2001:db8:1::fe");

    /// <summary>The node's side of each pod's link, and so the source that a pod sees when the node masquerades.</summary>
    public static AddressPair PodGateway { get; } = AddressPair.Of("10.244.1.1", "fd00:10:244:1::1");

    public static AddressPair Client { get; } = AddressPair.Of("198.51.100.7", "2001:db8:51::7");

    public static AddressPair SecondClient { get; } = AddressPair.Of("203.0.113.9", "2001:db8:53::9");

    /// <param name="number">1 and up.</param>
    public static AddressPair Pod(int number) => AddressPair.Of($"10.244.1.{10 + number}", $"fd00:10:244:1::{10 + number}");

    /// <param name="number">1 and up.</param>
    public static AddressPair OtherPod(int number) => AddressPair.Of($"10.244.2.{10 + number}", $"fd00:10:244:2::{10 + number}");

    /// <param name="number">1 to 254; inside <see cref="ServiceCidrs"/>.</param>
    public static AddressPair ClusterIP(int number) => AddressPair.Of($"10.96.0.{number}", $"fd00:10:96::{number:x}");

    /// <summary>An address that a load balancer announces; the node does not hold it.</summary>
    public static AddressPair LoadBalancer(int number) => AddressPair.Of($"203.0.113.{128 + number}", $"2001:db8:113::{number:x}");

    /// <summary>An external IP; the node does not hold it.</summary>
    public static AddressPair External(int number) => AddressPair.Of($"203.0.113.{64 + number}", $"2001:db8:114::{number:x}");

    public static string Cidr(string pair, IpFamily family) => pair.Split(',')[(int)family];
}
