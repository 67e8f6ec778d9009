namespace Proxier.Proxyctl.Comparing;

/// <summary>The shortest way from one list of lines to another: a longest common subsequence.</summary>
internal static class LineDiff
{
    /// <summary>Above so many cells of its table (some 64 MB) lines are compared without their order.</summary>
    private const long MostCells = 16_000_000;

    /// <summary>Lines that are the same in both are kept this close to a difference.</summary>
    private const int Context = 3;

    public static IEnumerable<DiffLine> Between(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        int head = 0, tail = 0;
        while (head < Math.Min(old.Count, now.Count) && old[head] == now[head])
            head++;
        while (tail < Math.Min(old.Count, now.Count) - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        string[] oldMiddle = [.. old.Skip(head).Take(old.Count - head - tail)], nowMiddle = [.. now.Skip(head).Take(now.Count - head - tail)];
        if (oldMiddle.Length + nowMiddle.Length == 0)
            return [];
        IEnumerable<DiffLine> middle = (long)oldMiddle.Length * nowMiddle.Length > MostCells ? InNoOrder(oldMiddle, nowMiddle) : InOrder(oldMiddle, nowMiddle);
        return
        [
            .. old.Skip(Math.Max(0, head - Context)).Take(Math.Min(head, Context)).Select(line => new DiffLine(DiffSign.Same, line)), .. middle,
            .. old.Skip(old.Count - tail).Take(Math.Min(tail, Context)).Select(line => new DiffLine(DiffSign.Same, line)),
        ];
    }

    private static IEnumerable<DiffLine> InOrder(string[] old, string[] now)
    {
        int[,] lengths = Lengths(old, now);
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
                yield return Same(old[i++], j++);
            else if (j == now.Length || (i < old.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
                yield return new DiffLine(DiffSign.OnlyInKernel, old[i++]);
            else
                yield return new DiffLine(DiffSign.OnlyDesired, now[j++]);
        }
    }

    private static IEnumerable<DiffLine> InNoOrder(string[] old, string[] now)
    {
        HashSet<string> before = [.. old], after = [.. now];
        return old.Where(line => !after.Contains(line)).Select(line => new DiffLine(DiffSign.OnlyInKernel, line))
            .Concat(now.Where(line => !before.Contains(line)).Select(line => new DiffLine(DiffSign.OnlyDesired, line)));
    }

    /// <summary>How much is common from here to the end.</summary>
    private static int[,] Lengths(string[] old, string[] now)
    {
        int[,] lengths = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static DiffLine Same(string line, int _) => new(DiffSign.Same, line);
}
