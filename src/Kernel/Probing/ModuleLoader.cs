using System.Collections.Concurrent;
using Proxier.Core.Commands;

namespace Proxier.Kernel.Probing;

/// <summary>
/// Loads what a requirement lacks. The kernel loads most modules by itself on first use, so this matters on hosts where it may not, and
/// otherwise tells why there is no such module. Each is asked for once.
/// </summary>
internal sealed class ModuleLoader(ICommandRunner runner, KernelConfig config)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What kept it from being loaded; null: it was loaded.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _asked = [];

    /// <summary>True when something was loaded, so that trying again is worth it.</summary>
    public async ValueTask<bool> LoadAsync(IEnumerable<KernelFeature> features, CancellationToken cancel)
    {
        bool isLoaded = false;
        foreach (KernelFeature feature in features.Where(CanBeLoaded))
            isLoaded |= await AskAsync(feature.Module, cancel).ConfigureAwait(false) is null;
        return isLoaded;
    }

    /// <summary>Null when there is none, or when it cannot be a module.</summary>
    public async ValueTask<string?> ProblemOfAsync(KernelFeature feature, CancellationToken cancel) =>
        CanBeLoaded(feature) ? await AskAsync(feature.Module, cancel).ConfigureAwait(false) : null;

    private Task<string?> AskAsync(string module, CancellationToken cancel) =>
        _asked.GetOrAdd(module, name => new Lazy<Task<string?>>(() => ProblemAsync(name, cancel))).Value;

    private bool CanBeLoaded(KernelFeature feature) =>
        feature.Module.Length > 0 && config.StateOf(feature) is FeatureState.Module or FeatureState.NotKnown && !config.IsLoaded(feature.Module);

    private async Task<string?> ProblemAsync(string module, CancellationToken cancel)
    {
        try
        {
            await runner.RunAsync(new Command("modprobe", [module]) { Timeout = Patience }, cancel).ConfigureAwait(false);
            return null;
        }
        catch (CommandFailedException e)
        {
            string reason = e.IsNotInstalled ? "there is no modprobe to load it" : e.Error.Length > 0 ? e.Error.Trim() : e.Message;
            return $"kernel module {module} ({reason})";
        }
    }
}
