using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Commands;
using Proxier.Proxyctl.Screens;
using Proxier.Testing;

namespace Proxier.Proxyctl.Tests;

/// <summary>A run of the tool, inside this process, that goes on until it is cancelled.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private readonly SharedWriter _writer;

    private RunningTool(string[] arguments, CancellationToken cancel)
    {
        _writer = new SharedWriter(this);
        var surroundings = new Surroundings(() => Stream.Null, new TextStream(_writer), new Screen(_writer, isTerminal: false), new Screen(_writer, isTerminal: false))
        {
            MachineName = "test-host", Replace = services => services.AddSingleton<ICommandRunner>(new ToolRun.NoPrograms()),
        };
        ExitCode = Tool.RunAsync(arguments, surroundings, cancel);
    }

    public Task<int> ExitCode { get; }

    /// <summary>Both streams so far.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString();
        }
    }

    public static RunningTool Start(string[] arguments, CancellationToken cancel) => new(arguments, cancel);

    public async ValueTask DisposeAsync()
    {
        await ExitCode.WaitAsync(Patience.Limit);
        await _writer.DisposeAsync();
    }

    /// <summary>What is written as bytes, in whole characters.</summary>
    private sealed class TextStream(TextWriter writer) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(Encoding.UTF8.GetString(buffer));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }

    private sealed class SharedWriter(RunningTool tool) : StringWriter
    {
        public override void Write(char value)
        {
            lock (tool._lock)
                tool._output.Append(value);
        }

        public override void Write(string? value)
        {
            lock (tool._lock)
                tool._output.Append(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");
    }
}
