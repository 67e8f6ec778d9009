namespace Proxier.Kernel;

/// <summary>Where the kernel shows itself. Tests point it at a small recorded tree.</summary>
public sealed class HostPaths
{
    public string Proc { get; set; } = "/proc";

    public string Boot { get; set; } = "/boot";

    public string Modules { get; set; } = "/lib/modules";
}
