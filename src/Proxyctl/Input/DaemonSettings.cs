using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Userspace;
using Proxier.Core;
using Proxier.Core.Status;

namespace Proxier.Proxyctl.Input;

/// <summary>What of a daemon's configuration decides what its backend writes, besides the graph.</summary>
internal sealed record DaemonSettings(DispatchMode Dispatch, bool DropInvalid, string IpvsScheduler, EquatableArray<IPNetwork> ExcludeCidrs, PortRange ProxyPorts)
{
    /// <summary>What is not said has its default.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">A field does not hold what it should.</exception>
    /// <exception cref="InvalidOperationException">A field is of another type.</exception>
    public static DaemonSettings Read(byte[] answer)
    {
        JsonNode? all = JsonNode.Parse(answer)?[StatusSocket.ConfigurationField], ipvs = all?["ipvs"];
        return new DaemonSettings(
            Enum.TryParse($"{all?["proxier"]?["iptablesDispatch"]}", ignoreCase: true, out DispatchMode dispatch) ? dispatch : DispatchMode.Auto,
            all?["conntrack"]?["tcpBeLiberal"]?.GetValue<bool>() != true,
            $"{ipvs?["scheduler"]}",
            (ipvs?["excludeCIDRs"]?.AsArray() ?? []).Select(range => IPNetwork.Parse($"{range}")).ToEquatableArray(),
            PortRange.Parse($"{all?["portRange"]}"));
    }

    public IServiceCollection AddTo(IServiceCollection services) => services
        .Configure<IptablesOptions>(iptables => (iptables.Dispatch, iptables.DropInvalid) = (Dispatch, DropInvalid))
        .Configure<IpvsOptions>(ipvs => (ipvs.Scheduler, ipvs.ExcludeCidrs) = (IpvsScheduler, ExcludeCidrs))
        .Configure<UserspaceOptions>(userspace => userspace.Ports = ProxyPorts);
}
