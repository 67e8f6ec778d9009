using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;
using Proxier.Proxyd.Logging;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Logging;

public sealed class StderrLoggerTests
{
    [Fact]
    public void A_message_is_one_line_with_its_cause()
    {
        using var output = new StringWriter();
        using var provider = new StderrLoggerProvider(output, isJson: false, new ManualTime());
        ILogger logger = provider.CreateLogger("Proxier.Core.Sync.SyncLoop");
        var refusal = new CommandFailedException(new Command("nft", ["-f", "-"]), "ended with code 1", 1, "Error: no\nsuch file\n");
        logger.Log(LogLevel.Error, new EventId(1102), "it failed", refusal, (state, _) => state);
        Assert.Equal("2026-01-01T00:00:00.000Z ERROR SyncLoop[1102] it failed: nft -f - ended with code 1: Error: no | such file\n", output.ToString());
    }

    [Fact]
    public void A_bug_shows_its_stack_in_the_same_line()
    {
        using var output = new StringWriter();
        using var provider = new StderrLoggerProvider(output, isJson: false, new ManualTime());
        Exception bug = Assert.Throws<InvalidOperationException>(Break);
        provider.CreateLogger("X").Log(LogLevel.Warning, default, "oops", bug, (state, _) => state);
        Assert.Contains("InvalidOperationException: broken | at Proxier.Proxyd.Tests.Logging.StderrLoggerTests.Break", output.ToString());
        Assert.Single(output.ToString().TrimEnd('\n').Split('\n'));
    }

    private static void Break() => throw new InvalidOperationException("broken");
}
