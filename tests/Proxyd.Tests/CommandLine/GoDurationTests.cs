using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Tests.CommandLine;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("30s", 30_000)]
    [InlineData("1h0m0s", 3_600_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1m30.5s", 90_500)]
    [InlineData("-2s", -2_000)]
    public void Go_s_forms_are_read(string text, double milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("1 s")]
    [InlineData("1d")]
    [InlineData("1,5s")]
    [InlineData("999999999999h")]
    public void Anything_else_is_refused(string text) => Assert.False(GoDuration.TryParse(text, out _));
}
