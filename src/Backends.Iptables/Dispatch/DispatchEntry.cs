using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Proxier.Core.Graph;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>One frontend in one list. Several service ports may ask for the same health-check port; each has its entry.</summary>
/// <param name="Target">A chain, or REJECT, DROP, ACCEPT.</param>
internal sealed record DispatchEntry(DispatchKey Key, ServicePortName Owner, DispatchKind Kind, string Target) : IComparable<DispatchEntry>
{
    /// <summary>Equal for equal entries in every process.</summary>
    public Digest Digest
    {
        get
        {
            string key = $"{Key.Address} {Key.AddressDigits} {Key.Protocol} {Key.Port}";
            byte[] text = Encoding.UTF8.GetBytes($"{key} {Owner.Service.Namespace} {Owner.Service.Name} {Owner.Port} {Kind} {Target}");
            return new Digest(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(text)));
        }
    }

    /// <summary>The order in a tree: by key.</summary>
    public int CompareTo(DispatchEntry? other)
    {
        if (other is null)
            return 1;
        int order = Key.CompareTo(other.Key);
        return order != 0 ? order : Owner.CompareTo(other.Owner);
    }

    /// <summary>kube-proxy's order in a list: by service port, the cluster IP first and the node port last.</summary>
    public static int CompareInList(DispatchEntry left, DispatchEntry right)
    {
        int order = left.Owner.CompareTo(right.Owner);
        if (order == 0)
            order = (left.Key.AddressDigits == 0).CompareTo(right.Key.AddressDigits == 0);
        if (order == 0)
            order = left.Kind.CompareTo(right.Kind);
        return order != 0 ? order : left.Key.CompareTo(right.Key);
    }
}
