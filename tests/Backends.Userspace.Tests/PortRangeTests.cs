namespace Proxier.Backends.Userspace.Tests;

public sealed class PortRangeTests
{
    [Theory]
    [InlineData("32000-32767", 32000, 32767)]
    [InlineData("32000+700", 32000, 32700)]
    [InlineData("32000", 32000, 32000)]
    [InlineData("", 61000, 64999)]
    [InlineData("0-0", 61000, 64999)]
    public void It_is_written_as_in_kube_proxy(string text, int first, int last) => Assert.Equal((first, last), (PortRange.Parse(text).First, PortRange.Parse(text).Last));

    [Theory]
    [InlineData("7-5")]
    [InlineData("65000+1000")]
    [InlineData("1-2-3")]
    [InlineData("x")]
    public void Anything_else_is_refused(string text) => Assert.ThrowsAny<Exception>(() => PortRange.Parse(text));
}
