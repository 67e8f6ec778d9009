using System.Text.Json.Nodes;

namespace Proxier.Testing.Manifests;

public sealed record ServiceCidrManifest(string Name, params IReadOnlyList<string> Cidrs) : Manifest(Name)
{
    public override string Kind => "ServiceCIDR";

    protected override bool IsNamespaced => false;

    protected override string ApiVersion => "networking.k8s.io/v1";

    protected override void Write(JsonObject json) => json["spec"] = new JsonObject { ["cidrs"] = Strings(Cidrs) };
}
