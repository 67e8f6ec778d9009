namespace Proxier.Core.Status;

/// <summary>What a running proxy tells of itself, on its socket and its status page.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Node">The Node that it works for.</param>
/// <param name="Time">When this was true.</param>
/// <param name="Warnings">What of the cluster's objects and manifests is refused or not done as written, now, at most <see cref="MaxWarnings"/>.</param>
/// <param name="WarningCount">All of them.</param>
public sealed record ProxyStatus(
    string Version,
    string Node,
    DateTimeOffset Started,
    DateTimeOffset Time,
    ModeStatus Mode,
    StateStatus State,
    IReadOnlyList<FamilySyncs> Families,
    ObjectCounts Objects,
    string Kernel,
    IReadOnlyList<ToolStatus> Tools,
    IReadOnlyList<string> Warnings,
    int WarningCount)
{
    public const int MaxWarnings = 50;
}
