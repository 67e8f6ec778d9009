using System.Text.Json.Nodes;
using Proxier.Core.Objects;

namespace Proxier.Testing.Manifests;

/// <param name="Name">Empty for the only port.</param>
/// <param name="NodePort">0: none.</param>
public sealed record PortManifest(string Name, Protocol Protocol, int Port, int NodePort = 0)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["protocol"] = Text(Protocol), ["port"] = Port };
        if (Name.Length > 0)
            json["name"] = Name;
        if (NodePort != 0)
            json["nodePort"] = NodePort;
        return json;
    }

    internal static string Text(Protocol protocol) => protocol.ToString().ToUpperInvariant();
}
