using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proxier.Proxyd.Logging;

internal static class LoggingExtensions
{
    public static ILoggingBuilder AddStderr(this ILoggingBuilder logging, LogSettings settings, TextWriter log)
    {
        logging.SetMinimumLevel(LogLevel.Trace); // the filter decides, each time
        logging.AddFilter((category, level) => settings.Shows(category, level));
        logging.Services.AddSingleton<ILoggerProvider>(_ => new StderrLoggerProvider(log, settings.IsJson, TimeProvider.System));
        return logging;
    }
}
