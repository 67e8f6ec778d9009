using Microsoft.Extensions.Options;
using Proxier.Core.Host;

namespace Proxier.Kernel.Sysctls;

/// <summary>
/// Kernel settings below <c>/proc/sys</c>, named by path (<c>net/ipv4/ip_forward</c>), because interface names may hold dots.
/// Those below <c>net</c> are those of the network namespace of the calling thread.
/// </summary>
public sealed class Sysctl(IOptions<HostPaths> paths) : ISysctl
{
    /// <summary>Null when this kernel has no such setting, or does not show it.</summary>
    public string? Read(string name)
    {
        try
        {
            return File.ReadAllText(PathOf(name)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes only when the value differs: a node whose administrator has set it already may keep /proc read-only. Never throws for
    /// what the host refuses.
    /// </summary>
    public SysctlResult Set(string name, string value)
    {
        string? before = Read(name);
        if (before == value)
            return new SysctlResult.Unchanged();
        try
        {
            // Not File.WriteAllText: that would create a file where /proc is not the real one.
            using var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(value + "\n"));
            return new SysctlResult.Changed(before);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SysctlResult.Refused(before, e.Message);
        }
    }

    private string PathOf(string name) => Path.Combine(paths.Value.Sysctls, name);
}
