using Proxier.Core.Commands;

namespace Proxier.Live;

/// <summary>Counts what programs are sent and how long they take.</summary>
internal sealed class MeasuringRunner(ICommandRunner runner) : ICommandRunner
{
    public long Bytes { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    public void Reset() => (Bytes, Elapsed) = (0, TimeSpan.Zero);

    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        if (command.Input is not null)
            Bytes += LengthOf(command);
        CommandResult result = await runner.RunAsync(command, cancel);
        Elapsed += result.Elapsed;
        return result;
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => runner.ReadLinesAsync(command, cancel);

    private static long LengthOf(Command command)
    {
        using var text = new MemoryStream();
        command.Input!.WriteTo(text); // looked at by the caller
        return text.Length;
    }
}
