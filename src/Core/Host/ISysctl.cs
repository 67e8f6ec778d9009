namespace Proxier.Core.Host;

/// <summary>Kernel settings below <c>/proc/sys</c>, named by path: <c>net/ipv4/ip_forward</c>.</summary>
public interface ISysctl
{
    /// <summary>Null when this kernel has no such setting, or does not show it.</summary>
    string? Read(string name);

    /// <summary>Writes only when the value differs. Never throws for what the host refuses.</summary>
    SysctlResult Set(string name, string value);
}
