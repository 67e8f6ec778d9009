namespace Proxier.Kernel.Probing;

/// <summary>A part of the kernel that is chosen when the kernel is built.</summary>
/// <param name="Option">As in the kernel's configuration, with <c>CONFIG_</c>; empty where only the version matters.</param>
/// <param name="Module">Its module, where it can be one; empty where it is part of another.</param>
internal sealed record KernelFeature(string Option, string Module)
{
    /// <summary>The first kernel that has it; null: older than any that matters.</summary>
    public Version? Since { get; init; }

    public static KernelFeature Linux(int major, int minor) => new("", "") { Since = new Version(major, minor) };
}
