using System.CommandLine;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>A command whose help ends in examples.</summary>
internal abstract class ToolCommand(string name, string description) : Command(name, description)
{
    public abstract IReadOnlyList<Example> Examples { get; }
}
