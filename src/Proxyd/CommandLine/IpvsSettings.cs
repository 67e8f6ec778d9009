using System.Net;
using Proxier.Core;

namespace Proxier.Proxyd.CommandLine;

/// <summary>The <c>ipvs</c> section of kube-proxy's configuration, checked.</summary>
/// <param name="Scheduler">As ipvsadm names it; empty: rr. Whether the kernel has it is known when it is tried.</param>
/// <param name="ExcludeCidrs">Virtual servers with an address in there are somebody else's: they are never touched.</param>
/// <param name="StrictArp">arp_ignore=1 and arp_announce=2, so that nobody but the holder answers for an address.</param>
/// <param name="TcpTimeout">Of an established connection that is silent; zero: leave it as the kernel has it.</param>
/// <param name="TcpFinTimeout">After a FIN; zero: leave it.</param>
/// <param name="UdpTimeout">Zero: leave it.</param>
internal sealed record IpvsSettings(
    string Scheduler, EquatableArray<IPNetwork> ExcludeCidrs, bool StrictArp, TimeSpan TcpTimeout, TimeSpan TcpFinTimeout, TimeSpan UdpTimeout)
{
    public static IpvsSettings Default { get; } = new("", [], StrictArp: false, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
}
