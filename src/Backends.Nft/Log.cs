using Microsoft.Extensions.Logging;

namespace Proxier.Backends.Nft;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Repairing table {Family} proxier was refused; replacing it whole, which forgets the affinity of clients")]
    public static partial void RepairRefused(this ILogger logger, Exception error, string family);

    [LoggerMessage(5002, LogLevel.Debug, "Unused chains of table {Family} proxier stay until the next repair: {Reason}")]
    public static partial void TidyRefused(this ILogger logger, string reason, string family);
}
