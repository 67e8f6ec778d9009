using Proxier.Core.Backends;

namespace Proxier.Core.Commands;

/// <param name="Program">A name to look up in PATH, or a path.</param>
public sealed record Command(string Program, EquatableArray<string> Arguments)
{
    /// <summary>Written to standard input, which is closed afterwards; null: empty standard input.</summary>
    public IScriptText? Input { get; init; }

    /// <summary>The input is at most some hundred kilobytes, so that a runner may hold it in memory. Default: it may be of any size.</summary>
    public bool IsShort { get; init; }

    /// <summary>Set besides our own environment, or in place of it.</summary>
    public EquatableArray<EnvironmentVariable> Environment { get; init; }

    /// <summary>How long it may take, input and output included. Default 30 s. Then it is killed and the call fails.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of standard output that are kept; more is an error. Standard error is cut at 64 KiB. Default 16 MiB.</summary>
    public int MaxOutputBytes { get; init; } = 16 << 20;

    public override string ToString() => Arguments.IsEmpty ? Program : $"{Program} {string.Join(' ', Arguments)}";
}
