using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Sync;

namespace Proxier.Core.Tests.Sync;

public sealed class SyncCostTests
{
    [Fact]
    public async Task Scripts_of_an_apply_are_counted_and_those_of_others_are_not()
    {
        var programs = new ReadingRunner();
        var runner = new TalliedCommandRunner(programs);
        await using var loop = new LoopHarness(prepare: kernel => kernel.DuringApply = async () =>
        {
            await runner.RunAsync(new Command("tool", ["--version"]), default);
            await Task.WhenAll(RunAsync(runner, "12345"), RunAsync(runner, "123"));
        });
        await RunAsync(runner, "before any apply");

        loop.Publish("a");
        Assert.Equal(new SyncCost(2, 8), (await loop.Observer.NextSuccessAsync()).Cost);
        Assert.Equal(["before any apply", "123", "12345"], programs.Inputs.OrderByDescending(text => text.Length > 5).ThenBy(text => text.Length));
    }

    private static Task<CommandResult> RunAsync(TalliedCommandRunner runner, string text) => runner.RunAsync(new Command("tool", []) { Input = new Text(text) }, default).AsTask();

    private sealed record Text(string Content) : IScriptText
    {
        public string Template => "none";

        public void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Content));

        public void WriteModelTo(Utf8JsonWriter writer) => throw new NotSupportedException();
    }

    private sealed class ReadingRunner : ICommandRunner
    {
        public List<string> Inputs { get; } = [];

        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
        {
            using var stream = new MemoryStream();
            command.Input?.WriteTo(stream);
            if (command.Input is not null)
                Inputs.Add(Encoding.UTF8.GetString(stream.ToArray()));
            return ValueTask.FromResult(new CommandResult("", "", TimeSpan.Zero));
        }

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException();
    }
}
