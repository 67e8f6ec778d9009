using System.CommandLine;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>A command whose help ends in examples.</summary>
internal abstract class ToolCommand(string name, string description) : Command(name, description)
{
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>The exit code for everything that is neither done nor bad input.</summary>
    public virtual int FailedCode => ExitCode.Failed;

    /// <summary>What is said when it is interrupted.</summary>
    public virtual string Interrupted => "interrupted";
}
