namespace Proxier.Kernel;

/// <summary>Where the kernel shows itself. Tests point it at a small recorded tree.</summary>
public sealed class HostPaths
{
    /// <summary>
    /// Names another place of <c>/proc/sys</c>: a container that is not privileged has a read-only one, but may be given the host's elsewhere
    /// (https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md, readonlyPaths).
    /// </summary>
    public const string SysctlsVariable = "PROXIER_SYSCTLS";

    public string Proc { get; set; } = "/proc";

    /// <summary>Default: below <see cref="Proc"/>.</summary>
    public string Sysctls
    {
        get => field ?? Path.Combine(Proc, "sys");
        set;
    }

    public string Boot { get; set; } = "/boot";

    public string Modules { get; set; } = "/lib/modules";
}
