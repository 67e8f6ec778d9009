using Xunit;

namespace Proxier.Testing.Network;

/// <inheritdoc cref="NetnsFactAttribute"/>
public sealed class NetnsTheoryAttribute : TheoryAttribute
{
    public NetnsTheoryAttribute() => Skip = Netns.Missing;
}
