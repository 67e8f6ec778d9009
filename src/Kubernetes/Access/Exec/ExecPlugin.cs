using System.Text.Json.Nodes;
using Proxier.Core;
using Proxier.Core.Commands;

namespace Proxier.Kubernetes.Access.Exec;

/// <summary>A program that gives out credentials (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).</summary>
/// <param name="ApiVersion">Of the ExecCredential it is given and must answer with.</param>
/// <param name="InstallHint">For people, when the program is missing.</param>
/// <param name="Cluster">What to tell it about the cluster; null: nothing.</param>
internal sealed record ExecPlugin(
    string ApiVersion, string Program, EquatableArray<string> Arguments, EquatableArray<EnvironmentVariable> Variables, string InstallHint, Func<JsonObject>? Cluster)
{
    public Command ToCommand()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (Cluster is not null)
            spec["cluster"] = Cluster();
        var question = new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = ApiVersion, ["spec"] = spec };
        return new Command(Program, Arguments)
        {
            Environment = [.. Variables, new EnvironmentVariable("KUBERNETES_EXEC_INFO", question.ToJsonString())],
            MaxOutputBytes = 1 << 20,
        };
    }
}
