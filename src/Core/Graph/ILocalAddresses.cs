using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Graph;

/// <summary>The addresses that the interfaces of this host carry now.</summary>
public interface ILocalAddresses
{
    IReadOnlyList<IPAddress> Read(IpFamily family);
}
