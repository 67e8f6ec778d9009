using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Commands;
using Proxier.Testing;

namespace Proxier.Kernel.Tests.Commands;

/// <summary>Runs real little programs: what can go wrong between two processes does not go wrong in a fake.</summary>
public sealed class CommandRunnerTests
{
    private readonly CancellationToken _cancel = CancellationToken.None;

    [Fact]
    public async Task Output_and_error_of_a_program_that_ends_well_are_returned()
    {
        CommandResult result = await Runner().RunAsync(Shell("echo out; echo err >&2"), _cancel);

        Assert.Equal("out\n", result.Output);
        Assert.Equal("err\n", result.Error);
        Assert.True(result.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        string[] odd = ["two words", "", "$HOME `id` \"'\\", "a\nb", "*", "é"];

        CommandResult result = await Runner().RunAsync(new Command("printf", ["%s|", .. odd]), _cancel);

        Assert.Equal(string.Concat(odd.Select(word => word + "|")), result.Output);
    }

    [Fact]
    public async Task Programs_speak_English()
    {
        CommandResult result = await Runner().RunAsync(Shell("echo $LC_ALL"), _cancel);

        Assert.Equal("C\n", result.Output);
    }

    [Fact]
    public async Task Variables_are_set_besides_those_that_we_have()
    {
        Command command = Shell("echo $PROXIER_ONE $PATH") with { Environment = [new EnvironmentVariable("PROXIER_ONE", "1 $2")] };

        CommandResult result = await Runner().RunAsync(command, _cancel);

        Assert.Equal($"1 $2 {Environment.GetEnvironmentVariable("PATH")}\n", result.Output);
    }

    [Fact]
    public async Task A_large_input_and_a_large_output_at_once_do_not_block_each_other()
    {
        var cat = new Command("cat", []) { Input = FakeText.OfBytes(8 << 20), MaxOutputBytes = 8 << 20 };

        CommandResult result = await Runner().RunAsync(cat, _cancel);

        Assert.Equal(8 << 20, result.Output.Length);
    }

    [Fact]
    public async Task Without_input_standard_input_is_empty_and_closed()
    {
        CommandResult result = await Runner().RunAsync(new Command("wc", ["-c"]), _cancel);

        Assert.Equal("0", result.Output.Trim());
    }

    [Fact]
    public async Task A_failed_program_is_reported_with_its_code_and_words()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner().RunAsync(Shell("echo 'no such chain' >&2; exit 3"), _cancel));

        Assert.Equal(3, failure.ExitCode);
        Assert.Equal("no such chain\n", failure.Error);
        Assert.EndsWith("ended with code 3: no such chain", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_stops_reading_is_judged_by_its_exit_code()
    {
        Command refuses = Shell("head -c 1 >/dev/null; exec <&-; echo 'syntax error' >&2; exit 1") with { Input = FakeText.OfBytes(4 << 20) };
        Command succeeds = Shell("head -c 1 >/dev/null") with { Input = FakeText.OfBytes(4 << 20) };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner().RunAsync(refuses, _cancel));
        await Runner().RunAsync(succeeds, _cancel);

        Assert.Equal("syntax error\n", failure.Error);
        Assert.Equal(1, failure.ExitCode);
    }

    [Fact]
    public async Task A_text_that_fails_half_way_is_never_taken_for_a_whole_one()
    {
        string witness = Path.GetTempFileName();
        File.Delete(witness);
        Command command = Shell($"cat >/dev/null && touch {witness}") with
        {
            Input = new FakeText(stream =>
            {
                stream.Write("add table ip x\n"u8);
                throw new InvalidOperationException("the template is wrong");
            }),
        };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Runner().RunAsync(command, _cancel));

        Assert.Equal("the template is wrong", error.Message);
        Assert.False(File.Exists(witness));
    }

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_its_children_when_the_time_is_over()
    {
        var time = new ManualTime();
        string beginning = Path.GetTempFileName();
        Command hangs = Shell($"echo working >&2; sleep 1000 & echo $! >&2; rm {beginning}; wait") with { Timeout = TimeSpan.FromSeconds(3) };

        Task<CommandResult> running = Runner(time).RunAsync(hangs, _cancel).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(beginning)), Patience.Limit, "the program does not begin");
        long started = Stopwatch.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(3));
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => running);

        string[] lines = failure.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("working", lines[0]);
        Assert.Contains("did not end within 3 s and was killed:", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.ExitCode);
        Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit);
        // It closes its files, which ends the wait, before it is a zombie.
        await Eventually.TrueAsync(() => Task.FromResult(HasEnded(lines[1])), Patience.Limit, "the child still runs");
    }

    [Fact]
    public async Task A_program_that_never_reads_its_input_is_killed_when_the_time_is_over()
    {
        Command deaf = Shell("exec sleep 1000") with { Input = FakeText.OfBytes(1 << 20), Timeout = TimeSpan.FromMilliseconds(300) };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner().RunAsync(deaf, _cancel));

        Assert.Contains("did not end within", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grandchild_that_keeps_the_pipes_open_does_not_hold_the_caller()
    {
        var time = new ManualTime();
        string shell = Path.GetTempFileName();
        Command leaves = Shell($"setsid sleep 30 & echo $$ >{shell}; exit 0") with { Timeout = TimeSpan.FromSeconds(2) };

        Task<CommandResult> running = Runner(time).RunAsync(leaves, _cancel).AsTask();
        // While it runs, what it started is its child and is killed with it.
        await Eventually.TrueAsync(() => Task.FromResult(File.ReadAllText(shell) is [.. var id, '\n'] && HasEnded(id)), Patience.Limit, "the shell still runs");
        File.Delete(shell);
        time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => running);

        Assert.EndsWith("was killed, but something of it still runs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_kills_the_program_and_stays_cancellation()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        long started = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Runner().RunAsync(Shell("sleep 1000"), cancel.Token));

        Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit);
    }

    [Fact]
    public async Task A_flood_of_output_is_an_error_and_not_a_memory_problem()
    {
        Command flood = new("yes", []) { MaxOutputBytes = 100_000 };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner().RunAsync(flood, _cancel));

        Assert.Equal("yes wrote more than 100000 bytes and was killed", failure.Message);
    }

    [Fact]
    public async Task A_flood_on_standard_error_is_cut_and_does_not_block_the_program()
    {
        CommandResult result = await Runner().RunAsync(Shell("head -c 3000000 /dev/zero | tr '\\0' e >&2; echo done"), _cancel);

        Assert.Equal("done\n", result.Output);
        Assert.Equal(64 << 10, result.Error.Length);
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    public async Task A_program_that_is_not_there_is_named_with_the_places_searched(string program)
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner().RunAsync(new Command(program, []), _cancel));

        Assert.Equal($"{program} was not started: there is no program '{program}' in PATH ({Environment.GetEnvironmentVariable("PATH")})", failure.Message);
        Assert.Null(failure.ExitCode);
    }

    [Fact]
    public async Task The_prefix_comes_before_every_program()
    {
        CommandResult result = await Runner("env", "PROXIER_WHERE=inside").RunAsync(Shell("echo $PROXIER_WHERE"), _cancel);

        Assert.Equal("inside\n", result.Output);
    }

    [Fact]
    public async Task A_prefix_does_not_hide_that_the_program_is_missing()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(async () => await Runner("env").RunAsync(new Command("no-such-program", []), _cancel));

        Assert.Contains("there is no program 'no-such-program'", failure.Message, StringComparison.Ordinal);
    }

    internal static Command Shell(string script) => new("sh", ["-c", script]);

    internal static ICommandRunner Runner(params string[] prefix) => Runner(TimeProvider.System, prefix);

    private static ICommandRunner Runner(TimeProvider time, params string[] prefix) =>
        new ServiceCollection().AddLogging().AddSingleton(time).AddKernel(options => options.CommandPrefix = [.. prefix])
            .BuildServiceProvider().GetRequiredService<ICommandRunner>();

    /// <summary>Gone, or a zombie that its new parent has not collected yet.</summary>
    internal static bool HasEnded(string processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/stat").Split(") ")[1][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }
}
