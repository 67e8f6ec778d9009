using System.Text;
using System.Text.Json.Nodes;
using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Access.Exec;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>The <c>exec</c> of a kubeconfig's user.</summary>
internal sealed class ExecSection(ConfigNode exec, KubeconfigFiles files, ConfigNode cluster)
{
    private const string ClusterExtension = "client.authentication.k8s.io/exec";

    private static readonly string[] ClusterTexts = ["tls-server-name", "proxy-url"];

    private static readonly string[] ClusterFlags = ["insecure-skip-tls-verify", "disable-compression"];

    private static readonly string[] Versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    /// <summary>Null when an error was noted.</summary>
    public ExecPlugin? Read()
    {
        string command = exec.Required("command"), version = exec.Required("apiVersion");
        if (version.Length > 0 && !Versions.Contains(version))
            exec.Error("apiVersion", $"must be {string.Join(" or ", Versions)}, not {Excerpt.Of(version)}");
        CheckMode(version);
        if (exec.Flag("provideClusterInfo") && cluster.Items("extensions").Any(extension => extension.Text("name") == ClusterExtension))
            exec.Error("provideClusterInfo", $"cannot be honoured: the cluster's extension {ClusterExtension} is not passed on");
        if (command.Length == 0)
            return null;

        // With a slash it is a path like all others; without, a name to look up in PATH.
        string program = command.Contains('/', StringComparison.Ordinal) ? files.Absolute(command) : command;
        EquatableArray<EnvironmentVariable> variables = exec.Items("env").Select(entry => new EnvironmentVariable(entry.Required("name"), entry.Text("value"))).ToEquatableArray();
        return new ExecPlugin(version, program, exec.Texts("args").ToEquatableArray(), variables, exec.Text("installHint"), exec.Flag("provideClusterInfo") ? Cluster : null);
    }

    private void CheckMode(string version)
    {
        string mode = exec.Text("interactiveMode");
        if (mode.Length == 0 && version == Versions[0])
            exec.Error("interactiveMode", $"is required by {version}");
        else if (mode == "Always")
            exec.Error("interactiveMode", "is Always, but a daemon has nobody to ask");
        else if (mode is not ("" or "Never" or "IfAvailable"))
            exec.Error("interactiveMode", $"must be Never, IfAvailable or Always, not {Excerpt.Of(mode)}");
    }

    /// <summary>What a plug-in is told about the cluster, for <c>spec.cluster</c> of its ExecCredential.</summary>
    private JsonObject Cluster()
    {
        var json = new JsonObject { ["server"] = cluster.Text("server") };
        foreach (string name in ClusterTexts.Where(cluster.Has))
            json[name] = cluster.Text(name);
        foreach (string name in ClusterFlags.Where(cluster.Has))
            json[name] = cluster.Flag(name);
        if (files.Pem(cluster, "certificate-authority") is { } authorities)
            json["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authorities.Read()));
        return json;
    }
}
