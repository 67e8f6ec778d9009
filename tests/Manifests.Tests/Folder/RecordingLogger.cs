using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Proxier.Manifests.Tests.Folder;

/// <summary>Keeps what is told to an operator: information and above.</summary>
internal sealed class RecordingLogger : ILogger<ManifestFolderSource>
{
    private readonly ConcurrentQueue<(int Id, string Text)> _entries = new();

    public IEnumerable<string> Of(int eventId) => _entries.Where(entry => entry.Id == eventId).Select(entry => entry.Text);

    public IEnumerable<string> Warnings => _entries.Where(entry => entry.Id is > 2001 and not 2007 and not 2008).Select(entry => entry.Text);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Information)
            _entries.Enqueue((eventId.Id, formatter(state, exception)));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
