using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;

namespace Proxier.Core;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Warning,
        "{Family}: UDP flows to endpoints that are gone could not be removed and may last until they time out; next try with the next change of a UDP service, or in {RetrySeconds} s")]
    public static partial void CleanupFailed(this ILogger logger, Exception error, IpFamily family, double retrySeconds);

    [LoggerMessage(1202, LogLevel.Debug, "{Family}: {Flows} UDP flows of {Condemned} to endpoints that are gone removed in {ElapsedMs:0} ms")]
    public static partial void FlowsDeleted(this ILogger logger, IpFamily family, long flows, int condemned, double elapsedMs);
}
