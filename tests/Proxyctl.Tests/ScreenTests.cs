using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Tests;

public sealed class ScreenTests
{
    [Fact]
    public void Nothing_is_coloured_where_nobody_looks()
    {
        var text = new StringWriter();
        new Screen(text, isTerminal: false).Error("no");
        Assert.Equal("error: no\n", text.ToString());
    }

    [Fact]
    public void What_would_drive_a_terminal_is_shown_instead()
    {
        var text = new StringWriter();
        new Screen(text, isTerminal: false).Warning("a\u001b[2Jb\rc\u009bd");
        Assert.Equal("warning: a\\u001b[2Jb\\u000dc\\u009bd\n", text.ToString());
    }
}
