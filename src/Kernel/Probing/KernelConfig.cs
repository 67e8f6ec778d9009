using System.IO.Compression;
using Microsoft.Extensions.Options;
using Proxier.Kernel.Versions;

namespace Proxier.Kernel.Probing;

/// <summary>How the running kernel was built. Read when first asked, which is only after something was refused.</summary>
internal sealed class KernelConfig(IOptions<HostPaths> paths)
{
    private readonly Lazy<KernelRelease> _release = new(() => KernelRelease.Parse(TextOf(Path.Combine(paths.Value.Proc, "sys/kernel/osrelease")).Trim()));
    private readonly Lazy<HashSet<string>> _loaded = new(() => [.. LinesOf(Path.Combine(paths.Value.Proc, "modules")).Select(line => line.Split(' ')[0])]);
    private Dictionary<string, string>? _options;
    private HashSet<string>? _builtIn;

    public KernelRelease Release => _release.Value;

    public bool IsLoaded(string module) => _loaded.Value.Contains(module);

    public FeatureState StateOf(KernelFeature feature)
    {
        _options ??= ReadOptions();
        if (_options.Count > 0 && feature.Option.Length > 0)
        {
            return _options.GetValueOrDefault(feature.Option) switch
            {
                "y" => FeatureState.BuiltIn,
                "m" => FeatureState.Module,
                _ => FeatureState.Absent,
            };
        }

        _builtIn ??= [.. LinesOf(Path.Combine(ModulesFolder, "modules.builtin")).Select(line => Path.GetFileNameWithoutExtension(line).Replace('-', '_'))];
        return feature.Module.Length == 0 ? FeatureState.NotKnown
            : _builtIn.Contains(feature.Module) ? FeatureState.BuiltIn
            : IsLoaded(feature.Module) ? FeatureState.Module
            : FeatureState.NotKnown;
    }

    private string ModulesFolder => Path.Combine(paths.Value.Modules, Release.Text);

    /// <summary>From the first place that has it; empty when none has.</summary>
    private Dictionary<string, string> ReadOptions()
    {
        string[] places = [Path.Combine(paths.Value.Proc, "config.gz"), Path.Combine(paths.Value.Boot, $"config-{Release.Text}"), Path.Combine(ModulesFolder, "config")];
        return places.Select(place => LinesOf(place)
            .Where(line => line.StartsWith("CONFIG_", StringComparison.Ordinal))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[^1]))
            .FirstOrDefault(options => options.Count > 0) ?? [];
    }

    private static string[] LinesOf(string path) => TextOf(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Empty when it is not there or not ours to read.</summary>
    private static string TextOf(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return new StreamReader(content).ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return "";
        }
    }
}
