using System.Text;
using Proxier.Core.Backends;
using Proxier.Core.Commands;

namespace Proxier.Proxyctl.Tests;

/// <summary>Runs commands and keeps what was piped to those that may write.</summary>
internal sealed class CapturingRunner(ICommandRunner inner) : ICommandRunner
{
    private readonly StringBuilder _written = new();

    public string Written => _written.ToString();

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        if (command.Arguments is ["-f", "-"])
            Keep(command.Input);
        return inner.RunAsync(command, cancel);
    }

    public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => inner.ReadLinesAsync(command, cancel);

    private void Keep(IScriptText? text)
    {
        using var stream = new MemoryStream();
        text?.WriteTo(stream);
        _written.Append(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
