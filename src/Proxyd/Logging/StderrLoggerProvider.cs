using Microsoft.Extensions.Logging;

namespace Proxier.Proxyd.Logging;

/// <summary>One line for each message, on standard error, as container logs want it.</summary>
/// <param name="isJson">An object; else text.</param>
internal sealed class StderrLoggerProvider(TextWriter output, bool isJson, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName)
    {
        string name = categoryName[(categoryName.LastIndexOf('.') + 1)..];
        return isJson ? new JsonLogger(name, output, time) : new StderrLogger(name, output, time);
    }

    public void Dispose()
    {
    }
}
