using System.Text.Json;
using Proxier.Core.Status;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Configuration.Sections;

namespace Proxier.Proxyd.Http;

/// <summary>The configuration in force, as a KubeProxyConfiguration: with every default, and with what was found out in place of what was left open.</summary>
internal static class ConfigJson
{
    public static void Write(Utf8JsonWriter json, ProxydOptions options)
    {
        SettingValues inForce = new Listeners(options.Values).WrittenOut()
            .With(RootSection.Mode, options.Mode.Word)
            .With(RootSection.HostnameOverride, options.Graph.NodeName);
        json.WritePropertyName(StatusSocket.ConfigurationField);
        ConfigurationJson.Of(inForce).WriteTo(json);
    }
}
