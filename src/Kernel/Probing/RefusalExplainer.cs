using Proxier.Core.Probing;

namespace Proxier.Kernel.Probing;

/// <summary>Turns a refusal into an answer that names what is missing. Lists of modules and options serve for this only.</summary>
internal sealed class RefusalExplainer(KernelConfig config, ModuleLoader modules)
{
    /// <summary>What a shell, and nsenter, end with when there is no such program.</summary>
    private const int NoSuchProgram = 127;

    /// <summary>A program that died of signal N ends with 128 + N.</summary>
    private const int Signalled = 128;

    private static readonly string[] Denials = ["Operation not permitted", "Permission denied", "you must be root"];

    public async ValueTask<Support> ExplainAsync(Requirement requirement, Step step, Refusal refusal, CancellationToken cancel)
    {
        if (refusal.Failure is not { } failure)
            return new Support.No(refusal.Missing);
        if (failure.IsNotInstalled || failure.ExitCode == NoSuchProgram)
            return new Support.No($"the program {(failure.IsNotInstalled ? failure.Command.Program : step.Program)} is not installed");
        if (failure.ExitCode is not { } code)
            return new Support.Unknown(failure.Message);
        if (code > Signalled)
            return new Support.No($"{step.Program} crashed (signal {code - Signalled})");
        if (Denials.Any(denial => failure.Error.Contains(denial, StringComparison.Ordinal)))
            return new Support.Unknown($"{step.Program} says: {FirstLine(failure.Error)}");

        string? missing = await MissingAsync(requirement.Features, cancel).ConfigureAwait(false);
        return new Support.No(missing ?? $"{step.Program} refused: {FirstLine(failure.Error)}{Hint(requirement.Features)}");
    }

    /// <summary>The first that is certainly not there; what comes after it may depend on it.</summary>
    private async ValueTask<string?> MissingAsync(IEnumerable<KernelFeature> features, CancellationToken cancel)
    {
        foreach (KernelFeature feature in features)
        {
            FeatureState state = config.StateOf(feature);
            if (feature.Since is { } since && config.Release.Number < since)
                return $"Linux {since} or newer (this is {config.Release.Text})";
            if (state == FeatureState.Absent)
                return $"kernel option {feature.Option}, which is not set in this kernel";
            if (state == FeatureState.Module && await modules.ProblemOfAsync(feature, cancel).ConfigureAwait(false) is { } problem)
                return problem;
        }

        return null;
    }

    /// <summary>A container often sees neither the kernel's configuration nor its modules; then this is the best there is to say.</summary>
    private string Hint(IEnumerable<KernelFeature> features)
    {
        string[] unseen = [.. features.Where(feature => config.StateOf(feature) == FeatureState.NotKnown && feature.Option.Length > 0).Select(feature => feature.Option)];
        return unseen.Length == 0 ? "" : $" (it takes {string.Join(", ", unseen)}; how this kernel was built cannot be seen here)";
    }

    private static string FirstLine(string error) => error.Trim().Split('\n')[0].Trim();
}
