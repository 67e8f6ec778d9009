using Proxier.Proxyctl.Screens;
using Proxier.Testing;

namespace Proxier.Proxyctl.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly StringWriter _text = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _text.Dispose();

    [Fact]
    public void What_is_quick_is_not_mentioned()
    {
        using (Begin(isTerminal: true))
            _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal("", _text.ToString());
    }

    [Fact]
    public void What_takes_longer_is_counted_and_wiped_away()
    {
        using (Begin(isTerminal: true))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("\r\u001b[Kreading ... 1 s", _text.ToString());
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.EndsWith("reading ... 2 s\r\u001b[K", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_takes_its_place()
    {
        var screen = new Screen(_text, isTerminal: true);
        using (Begin(screen))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            screen.Warning("slow");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Matches("reading ... 1 s\r\u001b\\[K[^\r]*warning[^\r]*: slow\n\r\u001b\\[Kreading ... 2 s\r\u001b\\[K$", _text.ToString());
    }

    [Fact]
    public void Nothing_is_written_where_nobody_looks()
    {
        using (Begin(isTerminal: false))
            _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("", _text.ToString());
    }

    private Progress Begin(bool isTerminal) => Begin(new Screen(_text, isTerminal));

    private Progress Begin(Screen screen) => Progress.Of(new Surroundings(() => Stream.Null, Stream.Null, screen, screen) { Time = _time }, "reading");
}
