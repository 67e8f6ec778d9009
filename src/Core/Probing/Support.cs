namespace Proxier.Core.Probing;

/// <summary>Whether this host can do something. Three answers: what failed for a reason of ours says nothing about the host.</summary>
public abstract record Support
{
    private Support()
    {
    }

    /// <summary>It was tried and it works.</summary>
    public sealed record Yes : Support;

    /// <param name="Missing">The tool, the kernel feature, the module or the version that is missing, by name.</param>
    public sealed record No(string Missing) : Support;

    /// <summary>Could not tell. Never to be remembered.</summary>
    /// <param name="Cause">What kept us from trying.</param>
    public sealed record Unknown(string Cause) : Support;

    /// <summary>Everything in <paramref name="parts"/> is needed: one no is a no, and otherwise one doubt is a doubt. Each reason is said once.</summary>
    public static Support All(IEnumerable<Support> parts)
    {
        Support[] all = [.. parts];
        if (all.OfType<No>().Select(no => no.Missing).Distinct().ToArray() is { Length: > 0 } missing)
            return new No(string.Join("; ", missing));
        string[] causes = [.. all.OfType<Unknown>().Select(unknown => unknown.Cause).Distinct()];
        return causes.Length == 0 ? new Yes() : new Unknown(string.Join("; ", causes));
    }
}
