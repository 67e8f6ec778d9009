using System.Text;
using Proxier.Core.Backends;
using Proxier.Core.Commands;

namespace Proxier.Proxyctl.Tests;

/// <summary>Runs commands and keeps what was piped to those that may write, and the names of network namespaces that were asked for.</summary>
internal sealed class CapturingRunner(ICommandRunner inner) : ICommandRunner
{
    private readonly StringBuilder _written = new();
    private readonly List<string> _namespaces = [];

    public string Written => _written.ToString();

    public IReadOnlyList<string> Namespaces => _namespaces;

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        if (command.Arguments is ["-f", "-"])
            Keep(command.Input);
        if (command is { Program: "ip", Arguments: ["netns", "add", var name] })
            _namespaces.Add(name);
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
