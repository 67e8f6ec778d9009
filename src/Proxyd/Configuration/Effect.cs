namespace Proxier.Proxyd.Configuration;

/// <summary>What becomes of a setting that changes while the daemon runs.</summary>
/// <param name="Word">For the documentation and the log.</param>
/// <param name="Reason">Why it has no effect; empty when it has one.</param>
internal sealed record Effect(string Word, string Reason = "")
{
    /// <summary>In force within a moment.</summary>
    public static Effect Live { get; } = new("live");

    /// <summary>The daemon ends itself, and its supervisor starts it anew.</summary>
    public static Effect Restart { get; } = new("restart");

    /// <summary>It concerns one run of the program, on its command line.</summary>
    public static Effect Once { get; } = new("once");

    /// <param name="reason">Worded so that it can follow "has no effect: ".</param>
    public static Effect None(string reason) => new("none", reason);

    public bool IsNone => Reason.Length > 0;
}
