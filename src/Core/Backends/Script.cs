namespace Proxier.Core.Backends;

/// <summary>One program, its arguments, and the text for its standard input.</summary>
/// <param name="Purpose">What this script is for, in a few words for logs and errors: "prepare", "switch".</param>
public sealed record Script(string Program, EquatableArray<string> Arguments, string Purpose, IScriptText Text)
{
    /// <summary>A refusal leaves litter but no wrong rule, and is not a failure.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Removes what a packet may still need that was under way before the script before this one: it has to wait for them.</summary>
    public bool IsAfterPackets { get; init; }

    /// <summary>The text is short enough to be held in memory; for <see cref="Commands.Command.IsShort"/>.</summary>
    public bool IsShort { get; init; }
}
