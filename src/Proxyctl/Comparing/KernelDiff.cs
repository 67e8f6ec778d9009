namespace Proxier.Proxyctl.Comparing;

/// <summary>Where two contents differ, place by place. Pure.</summary>
internal static class KernelDiff
{
    public static IReadOnlyList<PlaceDiff> Between(KernelContent kernel, KernelContent desired) =>
    [
        .. kernel.Places.Union(desired.Places).Order(StringComparer.Ordinal)
            .Select(place => new PlaceDiff(place, [.. LineDiff.Between(kernel[place].Lines, desired[place].Lines), .. Unordered(kernel[place].Elements, desired[place].Elements)]))
            .Where(diff => diff.Lines.Any(line => line.Sign != DiffSign.Same)),
    ];

    private static IEnumerable<DiffLine> Unordered(List<string> kernel, List<string> desired)
    {
        HashSet<string> before = [.. kernel], after = [.. desired];
        return before.Where(line => !after.Contains(line)).Select(line => new DiffLine(DiffSign.OnlyInKernel, line))
            .Concat(after.Where(line => !before.Contains(line)).Select(line => new DiffLine(DiffSign.OnlyDesired, line)))
            .OrderBy(line => line.Text, StringComparer.Ordinal);
    }
}

/// <summary>One object that differs.</summary>
/// <param name="Place">Such as <c>map frontends</c> or <c>nat KUBE-SERVICES</c>.</param>
internal sealed record PlaceDiff(string Place, IReadOnlyList<DiffLine> Lines);

internal readonly record struct DiffLine(DiffSign Sign, string Text);

internal enum DiffSign
{
    Same,

    /// <summary>Apply would remove it.</summary>
    OnlyInKernel,

    /// <summary>Apply would add it.</summary>
    OnlyDesired,
}
