using Xunit;

namespace Proxier.Testing.Network;

/// <summary>A test with namespaces and packets. Skipped, with the probe's reason, only where the process may not make namespaces.</summary>
public sealed class NetnsFactAttribute : FactAttribute
{
    public NetnsFactAttribute() => Skip = Netns.Missing;
}
