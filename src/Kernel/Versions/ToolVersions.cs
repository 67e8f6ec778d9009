using Proxier.Core;

namespace Proxier.Kernel.Versions;

/// <summary>The kernel and the tools that backends use, for logs, bug reports and explanations. What works is found out by trying.</summary>
/// <param name="Tools">In the order of <see cref="ToolVersionReader.Tools"/>; each of them, also those that are missing.</param>
public sealed record ToolVersions(KernelRelease Kernel, EquatableArray<ToolVersion> Tools)
{
    /// <exception cref="ArgumentException">It is none of the tools that are asked.</exception>
    public ToolVersion this[string tool] =>
        Tools.FirstOrDefault(candidate => candidate.Tool == tool) ?? throw new ArgumentException($"No backend uses '{tool}'.", nameof(tool));
}
