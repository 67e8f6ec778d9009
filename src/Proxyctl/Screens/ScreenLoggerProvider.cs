using Microsoft.Extensions.Logging;

namespace Proxier.Proxyctl.Screens;

/// <summary>Shows what the parts log, from warnings on, in the same form as the tool's own messages.</summary>
internal sealed class ScreenLoggerProvider(Screen screen) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ScreenLogger(screen);

    public void Dispose()
    {
    }

    private sealed class ScreenLogger(Screen screen) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            string text = exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}";
            if (logLevel == LogLevel.Warning)
                screen.Warning(text);
            else
                screen.Error(text);
        }
    }
}
