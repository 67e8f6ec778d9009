using System.Net;
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

    [Fact]
    public void As_JSON_a_message_is_an_object_in_one_line_with_what_it_names()
    {
        using var output = new StringWriter();
        using var provider = new StderrLoggerProvider(output, isJson: true, new ManualTime());
        var refusal = new CommandFailedException(new Command("nft", ["-f", "-"]), "ended with code 1", 1, "no\nsuch");
        provider.CreateLogger("Proxier.Core.Sync.SyncLoop").ListenFailed(IPEndPoint.Parse("[::1]:5"), "<é>", "a\nb", 5);
        provider.CreateLogger("X").Log(LogLevel.Error, new EventId(7), "failed", refusal, (state, _) => state);
        Assert.Equal(
            """
            {"ts":1767225600000,"level":"Warning","logger":"SyncLoop","id":8102,"msg":"Cannot listen on [::1]:5 for <é>: a\nb; next try in 5 s","address":"[::1]:5","purpose":"<é>","reason":"a\nb","retrySeconds":"5"}
            {"ts":1767225600000,"level":"Error","logger":"X","id":7,"msg":"failed","err":"nft -f - ended with code 1: no\nsuch"}

            """,
            output.ToString());
    }

    [Fact]
    public void The_level_may_change_while_we_run()
    {
        using var output = new StringWriter();
        var settings = new LogSettings(LogLevel.Information);
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddStderr(settings, output));
        ILogger ours = logging.CreateLogger("Proxier.X"), theirs = logging.CreateLogger("Microsoft.X");
        Assert.Equal((true, false, false), (ours.IsEnabled(LogLevel.Information), ours.IsEnabled(LogLevel.Debug), theirs.IsEnabled(LogLevel.Information)));
        settings.Level = LogLevel.Trace;
        Assert.Equal((true, true, false), (ours.IsEnabled(LogLevel.Information), ours.IsEnabled(LogLevel.Debug), theirs.IsEnabled(LogLevel.Information)));
    }

    private static void Break() => throw new InvalidOperationException("broken");
}
