using Proxier.Core;

namespace Proxier.Kernel.Probing;

/// <summary>One run of a tool that tries something.</summary>
internal sealed record Step(string Program, EquatableArray<string> Arguments)
{
    /// <summary>For its standard input.</summary>
    public string Input { get; init; } = "";

    public StepPlace Place { get; init; }

    /// <summary>Looks at its output, for tools whose exit code says too little: what is missing, or null.</summary>
    public Func<string, string?> Check { get; init; } = _ => null;
}
