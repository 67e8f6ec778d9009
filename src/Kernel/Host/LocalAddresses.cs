using System.Net;
using System.Net.NetworkInformation;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Kernel.Host;

/// <summary>Asks the kernel each time, as addresses come and go.</summary>
internal sealed class LocalAddresses : ILocalAddresses
{
    public IReadOnlyList<IPAddress> Read(IpFamily family) =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.Name != ILocalAddresses.ServiceLink)
            .SelectMany(link => link.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.Family() == family)
            .Distinct(),
    ];
}
