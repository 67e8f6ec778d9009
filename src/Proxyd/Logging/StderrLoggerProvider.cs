using Microsoft.Extensions.Logging;

namespace Proxier.Proxyd.Logging;

/// <summary>One line of text for each message, on standard error, as container logs want it.</summary>
internal sealed class StderrLoggerProvider(TextWriter output, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName[(categoryName.LastIndexOf('.') + 1)..], output, time);

    public void Dispose()
    {
    }
}
