using System.Net;
using System.Net.Sockets;
using Proxier.Proxyd.Configuration.Forms;
using Proxier.Proxyd.Configuration.Sections;

namespace Proxier.Proxyd.Configuration;

/// <summary>Where health and metrics answer. The defaults are of the family of the address that nothing binds.</summary>
internal sealed class Listeners(SettingValues values)
{
    private bool IsIPv6 => IPAddress.TryParse(values.Get(RootSection.BindAddress), out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Null: nowhere.</summary>
    public IPEndPoint? Healthz => Choose(RootSection.HealthzBindAddress, CommandLineSection.HealthzPort, IsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);

    /// <summary>Null: nowhere.</summary>
    public IPEndPoint? Metrics => Choose(RootSection.MetricsBindAddress, CommandLineSection.MetricsPort, IsIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);

    /// <summary>The configuration with both written out.</summary>
    public SettingValues WrittenOut() => values
        .With(RootSection.HealthzBindAddress, Healthz?.ToString() ?? "")
        .With(RootSection.MetricsBindAddress, Metrics?.ToString() ?? "");

    private IPEndPoint? Choose(Setting<string> address, Setting<int> port, IPAddress usual)
    {
        string text = values.Get(address);
        bool isOff = (values.IsSet(address) && text.Length == 0) || values.Get(port) == 0;
        if (isOff)
            return null;
        IPEndPoint chosen = Listener.TryParse(text, port.Default, out IPEndPoint? given) ? given : new IPEndPoint(usual, port.Default);
        return values.IsSet(port) ? new IPEndPoint(chosen.Address, values.Get(port)) : chosen;
    }
}
