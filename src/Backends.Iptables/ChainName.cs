using System.Security.Cryptography;
using System.Text;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables;

/// <summary>The names of chains: kube-proxy's, and below <see cref="Branch"/> our own. The kernel allows 28 characters.</summary>
internal static class ChainName
{
    public const string Services = KubeChains.Services;
    public const string ExternalServices = "KUBE-EXTERNAL-SERVICES";
    public const string NodePorts = "KUBE-NODEPORTS";
    public const string Postrouting = KubeChains.Postrouting;
    public const string MarkMasquerade = KubeChains.MarkMasquerade;
    public const string Forward = KubeChains.Forward;
    public const string ProxyFirewall = KubeChains.ProxyFirewall;

    /// <summary>Shared with the kubelet, byte for byte; never flushed and never removed.</summary>
    public const string Firewall = KubeChains.Firewall;

    /// <summary>Empty; when it is gone, somebody has flushed.</summary>
    public const string Canary = KubeChains.Canary;

    /// <summary>Ours alone, and without users: its only rule says in a comment what the table holds.</summary>
    public const string State = KubeChains.State;

    /// <summary>Prefixes of all chains that exist once for each of something.</summary>
    public static readonly IReadOnlyList<string> Prefixes = ["KUBE-SVC-", "KUBE-SVL-", "KUBE-EXT-", "KUBE-FW-", "KUBE-SEP-", OldLocalPrefix, BranchPrefix];

    /// <summary>Of kube-proxy up to 1.23, in place of KUBE-SVL- and KUBE-EXT-; never made here.</summary>
    private const string OldLocalPrefix = "KUBE-XLB-";

    private const string BranchPrefix = "KUBE-DSP-";

    public static string ClusterPool(ServicePortName port) => "KUBE-SVC-" + Hash(Identity(port));

    public static string LocalPool(ServicePortName port) => "KUBE-SVL-" + Hash(Identity(port));

    public static string External(ServicePortName port) => "KUBE-EXT-" + Hash(Identity(port));

    public static string SourceFirewall(ServicePortName port) => "KUBE-FW-" + Hash(Identity(port));

    public static string EndpointOf(ServicePortName port, Endpoint endpoint) => "KUBE-SEP-" + Hash(Identity(port) + RuleWords.Of(endpoint));

    /// <param name="place">Which list it is a part of, and which part.</param>
    public static string Branch(string place) => BranchPrefix + Hash(place);

    public static bool IsPerObject(string chain) => Prefixes.Any(prefix => chain.StartsWith(prefix, StringComparison.Ordinal));

    private static string Identity(ServicePortName port) => $"{port}{RuleWords.Of(port.Protocol)}";

    /// <summary>The first 16 characters of the Base32 (RFC 4648) text of the SHA-256.</summary>
    private static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return string.Create(16, hash[..10], static (name, bytes) =>
        {
            for (int i = 0; i < name.Length; i++)
                name[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[FiveBits(bytes, 5 * i)];
        });
    }

    private static int FiveBits(ReadOnlySpan<byte> bytes, int start)
    {
        int first = bytes[start / 8], second = start / 8 + 1 < bytes.Length ? bytes[(start / 8) + 1] : 0;
        return ((first << 8) | second) >> (11 - (start % 8)) & 31;
    }
}
