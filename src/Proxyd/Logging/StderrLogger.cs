using System.Globalization;
using Microsoft.Extensions.Logging;
using Proxier.Core;

namespace Proxier.Proxyd.Logging;

internal sealed class StderrLogger(string category, TextWriter output, TimeProvider time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string when = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        output.WriteLine(OneLine($"{when} {Word(logLevel)} {category}[{eventId.Id}] {formatter(state, exception)}{Cause(exception)}"));
    }

    /// <summary>What the host refused is said by the message; a bug needs its stack.</summary>
    private static string Cause(Exception? exception) => exception switch
    {
        null => "",
        ProxyException => $": {exception.Message}",
        _ => $": {exception}",
    };

    private static string OneLine(string text) => text.AsSpan().ContainsAny('\n', '\r')
        ? string.Join(" | ", text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        : text;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO ",
        LogLevel.Warning => "WARN ",
        LogLevel.Error => "ERROR",
        _ => "FATAL",
    };
}
