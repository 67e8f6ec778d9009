using Microsoft.Extensions.Options;
using Proxier.Core.Host;
using Proxier.Kernel;
using Proxier.Kernel.Sysctls;

namespace Proxier.Testing.Network;

/// <summary>The kernel settings of a network namespace.</summary>
public sealed class NamespaceSysctl(NetworkNamespace network) : ISysctl
{
    private readonly Sysctl _sysctl = new(Options.Create(new HostPaths()));

    public string? Read(string name) => network.EnterAsync(() => _sysctl.Read(name)).GetAwaiter().GetResult();

    public SysctlResult Set(string name, string value) => network.EnterAsync(() => _sysctl.Set(name, value)).GetAwaiter().GetResult();
}
