namespace Proxier.Kernel.Probing;

/// <param name="Rules">Appended to <see cref="RestoreTrials.Chain"/>, which all trials of a table share.</param>
internal sealed record RestoreTrial(string Name, string Table, IReadOnlyList<string> Rules, params IReadOnlyList<KernelFeature> Features)
{
    public bool IsOptional { get; init; }
}
