using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>The addresses that the interfaces of this host carry now, but for <see cref="ServiceLink"/>.</summary>
public interface ILocalAddresses
{
    /// <summary>The interface whose addresses are those of Services and not of the host: kube-proxy's mode ipvs has it, and so has ours.</summary>
    public const string ServiceLink = "kube-ipvs0";

    IReadOnlyList<IPAddress> Read(IpFamily family);
}
