using Microsoft.Extensions.Logging;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace;

internal static partial class Log
{
    [LoggerMessage(10001, LogLevel.Error, "{Count} connections were refused: {Cause}, with {Open} connections and flows open; what is open goes on")]
    public static partial void ConnectionsRefused(this ILogger logger, long count, string cause, int open);

    [LoggerMessage(10002, LogLevel.Error, "A proxy thread met a failure that nobody expected; it goes on with everything else")]
    public static partial void LoopFailed(this ILogger logger, Exception bug);

    [LoggerMessage(10003, LogLevel.Warning, "{Family}: the table {Table} was not accepted as a repair; replacing it whole")]
    public static partial void RepairRefused(this ILogger logger, Exception error, IpFamily family, string table);

    [LoggerMessage(10004, LogLevel.Information, "Redirect rules are written by {Tool}: {Reason}")]
    public static partial void ToolChosen(this ILogger logger, RuleTool tool, string reason);

    [LoggerMessage(10005, LogLevel.Warning, "{Family}: {Port} is SCTP, which cannot be proxied here; its connections are refused")]
    public static partial void NoSctp(this ILogger logger, IpFamily family, ServicePortName port);

    [LoggerMessage(10006, LogLevel.Debug, "{Lane} answers on {Protocol} port {Port}")]
    public static partial void LaneOpened(this ILogger logger, string lane, Protocol protocol, int port);

    [LoggerMessage(10007, LogLevel.Debug, "{Lane} no longer answers on {Protocol} port {Port}; its connections go on")]
    public static partial void LaneClosed(this ILogger logger, string lane, Protocol protocol, int port);
}
