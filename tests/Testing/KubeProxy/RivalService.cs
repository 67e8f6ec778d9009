using System.Net;
using System.Security.Cryptography;
using System.Text;
using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Testing.KubeProxy;

/// <summary>One port of a Service, as kube-proxy on this node would program it. The names are those of kube-proxy 1.30 to 1.36.</summary>
public sealed record RivalService(string Namespace, string Name, string PortName, Protocol Protocol)
{
    public required AddressPair ClusterIP { get; init; }

    public int Port { get; init; } = 80;

    /// <summary>0: none.</summary>
    public int NodePort { get; init; }

    public required IReadOnlyList<AddressPair> Endpoints { get; init; }

    public int TargetPort { get; init; } = 8080;

    internal string Word => Protocol.ToString().ToLowerInvariant();

    internal string FullName => PortName.Length == 0 ? $"{Namespace}/{Name}" : $"{Namespace}/{Name}:{PortName}";

    /// <summary>The end of KUBE-SVC-, KUBE-EXT- and the like.</summary>
    internal string ChainHash => Hash($"{FullName}{Word}", 16);

    internal string NftName => WithHash($"{Namespace}/{Name}/{Word}/{PortName}");

    internal string ChainHashOf(IPAddress endpoint) => Hash($"{FullName}{Word}{Socket(endpoint)}", 16);

    internal string NftNameOf(IPAddress endpoint) => WithHash($"{Namespace}/{Name}/{Word}/{PortName}__{endpoint.ToString().Replace(':', '.')}/{TargetPort}");

    internal string Socket(IPAddress endpoint) => new IPEndPoint(endpoint, TargetPort).ToString();

    private static string WithHash(string name) => $"{Hash(name, 8)}-{name}";

    /// <summary>The first characters of the SHA-256 in Base32 (RFC 4648), five bits each.</summary>
    private static string Hash(string text, int length)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(length, hash, static (characters, hash) =>
        {
            for (int i = 0; i < characters.Length; i++)
            {
                int bit = 5 * i, pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
                characters[i] = alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
