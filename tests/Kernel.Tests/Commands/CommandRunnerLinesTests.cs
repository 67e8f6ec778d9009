using Proxier.Core.Commands;

namespace Proxier.Kernel.Tests.Commands;

public sealed class CommandRunnerLinesTests
{
    private readonly ICommandRunner _runner = CommandRunnerTests.Runner();

    [Fact]
    public async Task Each_line_is_there_as_soon_as_it_is_written()
    {
        await foreach (string line in _runner.ReadLinesAsync(CommandRunnerTests.Shell("echo first; sleep 1000"), CancellationToken.None))
        {
            Assert.Equal("first", line);
            break;
        }
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_program()
    {
        string processId = "";
        await foreach (string line in _runner.ReadLinesAsync(CommandRunnerTests.Shell("echo $$; exec sleep 1000"), CancellationToken.None))
        {
            processId = line;
            break;
        }

        Assert.True(CommandRunnerTests.HasEnded(processId));
    }

    [Fact]
    public async Task Cancellation_ends_the_program()
    {
        using var cancel = new CancellationTokenSource();
        string processId = "";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string line in _runner.ReadLinesAsync(CommandRunnerTests.Shell("echo $$; exec sleep 1000"), cancel.Token))
            {
                processId = line;
                await cancel.CancelAsync();
            }
        });

        Assert.True(CommandRunnerTests.HasEnded(processId));
    }

    [Fact]
    public async Task A_program_that_ends_well_ends_the_lines()
    {
        var lines = new List<string>();
        await foreach (string line in _runner.ReadLinesAsync(CommandRunnerTests.Shell("printf 'a\\nb'"), CancellationToken.None))
            lines.Add(line);

        Assert.Equal(["a", "b"], lines);
    }

    [Fact]
    public async Task A_program_that_fails_after_some_lines_is_reported()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () =>
        {
            await foreach (string line in _runner.ReadLinesAsync(CommandRunnerTests.Shell("echo a; echo 'lost netlink messages' >&2; exit 4"), CancellationToken.None))
                Assert.Equal("a", line);
        });

        Assert.Equal(4, failure.ExitCode);
        Assert.Equal("lost netlink messages\n", failure.Error);
    }
}
