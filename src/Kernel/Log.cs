using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;

namespace Proxier.Kernel;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "{Command} took {ElapsedMs:0.0} ms")]
    public static partial void CommandDone(this ILogger logger, Command command, double elapsedMs);

    [LoggerMessage(3002, LogLevel.Debug, "{Command}, by the library, took {ElapsedMs:0.0} ms")]
    public static partial void LibraryDone(this ILogger logger, Command command, double elapsedMs);

    [LoggerMessage(3003, LogLevel.Information, "There is no usable libnftables; nft is started for each change")]
    public static partial void LibraryMissing(this ILogger logger);
}
