using Proxier.Core;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Tests.CommandLine;

namespace Proxier.Proxyd.Tests.Configuration;

/// <summary>A configuration file, gone at the end.</summary>
internal sealed class ConfigFile : IDisposable
{
    private const string Head = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proxier-config-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "config.conf");

    public string Folder => _folder.FullName;

    /// <param name="fields">Without apiVersion and kind.</param>
    public static string Text(string fields) => Head + fields;

    /// <param name="fields">Without apiVersion and kind.</param>
    public ConfigFile With(string fields) => WithText(Text(fields));

    public ConfigFile WithText(string text)
    {
        // By rename, so that no half-written file is seen.
        File.WriteAllText($"{Path}.new", text);
        File.Move($"{Path}.new", Path, overwrite: true);
        return this;
    }

    public ReadSettings Read(params string[] flags) => Parsed.Read(["--config", Path, .. flags]);

    public ProxydOptions Options(params string[] flags) => Parsed.Exactly(["--config", Path, "--hostname-override", "node-a", .. flags]);

    /// <summary>Without the path of the file.</summary>
    public string[] Findings(params string[] flags) =>
        [.. Assert.Throws<InvalidOptionsException>(() => Options(flags)).Findings.Select(finding => Short(finding.ToString()))];

    /// <summary>Without the path of the file.</summary>
    public string[] Warnings(params string[] flags) => [.. Read(flags).Warnings.Select(Short)];

    public void Dispose() => _folder.Delete(recursive: true);

    private string Short(string text) => text.Replace($"{Path}: ", "", StringComparison.Ordinal);
}
