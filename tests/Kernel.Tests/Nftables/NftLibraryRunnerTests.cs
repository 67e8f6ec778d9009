using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Commands;
using Proxier.Kernel.Nftables;
using Proxier.Kernel.Tests.Commands;
using Proxier.Testing.Network;

namespace Proxier.Kernel.Tests.Nftables;

/// <summary>The library changes the rules of the namespace that its process is in, so only scripts that the kernel never sees are run here.</summary>
public sealed class NftLibraryRunnerTests : IDisposable
{
    private readonly PassedOn _programs = new();
    private readonly NftLibraryRunner _runner;

    public NftLibraryRunnerTests() => _runner = new NftLibraryRunner(_programs, TimeProvider.System, NullLogger<NftLibraryRunner>.Instance);

    public void Dispose() => _runner.Dispose();

    [NetnsFact]
    public async Task A_short_script_runs_without_the_program()
    {
        await _runner.RunAsync(Script("# nothing"), default);
        Assert.Empty(_programs.Commands);
    }

    [NetnsFact]
    public async Task A_refusal_says_what_the_program_says_and_the_next_script_runs()
    {
        var refusal = await Assert.ThrowsAsync<CommandFailedException>(() => _runner.RunAsync(Script("add nonsense"), default).AsTask());
        Assert.Equal(1, refusal.ExitCode);
        Assert.Contains("Error: syntax error, unexpected ", refusal.Error);
        await _runner.RunAsync(Script("# nothing"), default);
    }

    [Fact]
    public async Task What_may_be_long_is_not_a_script_or_sets_variables_is_for_programs()
    {
        Command script = Script("# nothing");
        Command[] others =
        [
            script with { IsShort = false }, script with { Program = "iptables-restore" }, script with { Arguments = ["--check", "-f", "-"] }, script with { Input = null },
            script with { Environment = [new EnvironmentVariable("NAME", "value")] },
        ];
        foreach (Command other in others)
            await _runner.RunAsync(other, default);
        Assert.Equal(others, _programs.Commands);
    }

    private static Command Script(string text) =>
        new("nft", ["-f", "-"]) { Input = new FakeText(stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n"))), IsShort = true };

    private sealed class PassedOn : ICommandRunner
    {
        public List<Command> Commands { get; } = [];

        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
        {
            Commands.Add(command);
            return ValueTask.FromResult(new CommandResult("", "", TimeSpan.Zero));
        }

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException();
    }
}
