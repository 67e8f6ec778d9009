using Microsoft.Extensions.Logging;

namespace Proxier.Testing;

/// <summary>Keeps what was logged.</summary>
public sealed class CountingLogger<T> : ILogger<T>
{
    private readonly Lock _lock = new();
    private readonly List<(LogLevel Level, string Message)> _entries = [];

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock)
                return [.. _entries.Select(entry => entry.Message)];
        }
    }

    public int Count(LogLevel level)
    {
        lock (_lock)
            return _entries.Count(entry => entry.Level == level);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
            _entries.Add((logLevel, formatter(state, exception)));
    }
}
