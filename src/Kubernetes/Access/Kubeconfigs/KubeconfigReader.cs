using Proxier.Core.Commands;
using Proxier.Core.Objects.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>
/// Reads a kubeconfig (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/) for its current context. Fields that it
/// does not know are ignored, as kubectl does; those it knows and cannot honour are errors.
/// </summary>
internal sealed class KubeconfigReader(ICommandRunner runner, TimeProvider time)
{
    /// <param name="master">Takes the place of the cluster's server; null or empty: it stays.</param>
    /// <exception cref="AccessException">The file cannot be read.</exception>
    /// <exception cref="KubeconfigException">It cannot be used.</exception>
    public ClusterAccess Read(string path, string? master)
    {
        List<Finding> findings = [];
        ConfigNode root = Parse(path, findings);
        ConfigNode context = Named(root, "context", root.Required("current-context"));
        ConfigNode cluster = Named(root, "cluster", context.Required("cluster"));
        string userName = context.Text("user");
        ConfigNode user = Named(root, "user", userName);

        var files = new KubeconfigFiles(path);
        ClusterAccess? access = new ClusterSection(cluster, files).Read(master);
        ICredential? credential = new UserSection(user, files, runner, time).Read(userName, cluster);
        return findings.Count == 0 && access is not null && credential is not null
            ? access with { Credential = credential }
            : throw new KubeconfigException(path, findings);
    }

    private static ConfigNode Parse(string path, List<Finding> findings)
    {
        var yaml = new YamlStream();
        try
        {
            using var text = new StringReader(new TextSource("kubeconfig", path).Read());
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new KubeconfigException(path, [new Finding($"line {e.Start.Line}", e.Message)]);
        }

        if (yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode root)
            return new ConfigNode(root, "", findings);
        throw new KubeconfigException(path, [new Finding("", "must be one YAML document with a mapping")]);
    }

    /// <summary>What a list of named entries, such as <c>clusters</c>, holds under a name.</summary>
    private static ConfigNode Named(ConfigNode root, string kind, string name)
    {
        if (name.Length == 0)
            return ConfigNode.Absent;
        ConfigNode? entry = root.Items($"{kind}s").FirstOrDefault(item => item.Text("name") == name);
        if (entry is null)
            root.Error($"{kind}s", $"there is none with the name {Excerpt.Of(name)}");
        else if (!entry.Has(kind))
            entry.Error(kind, "is required");
        return entry?.Object(kind) ?? ConfigNode.Absent;
    }
}
