using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;

namespace Proxier.Kernel;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "{Command} took {ElapsedMs:0.0} ms")]
    public static partial void CommandDone(this ILogger logger, Command command, double elapsedMs);
}
