using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

public sealed class FakeLocalAddresses(params string[] addresses) : ILocalAddresses
{
    public IReadOnlyList<IPAddress> Read(IpFamily family) => [.. addresses.Select(IPAddress.Parse).Where(address => address.Family() == family)];
}
