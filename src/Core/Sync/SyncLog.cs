using Microsoft.Extensions.Logging;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Information, "{Family}: the kernel already holds revision {Revision}; nothing written")]
    public static partial void Adopted(this ILogger logger, IpFamily family, long revision);

    [LoggerMessage(1102, LogLevel.Error,
        "{Family}: applying revision {Revision} with {Backend} failed; what the kernel holds stays; next try, in full, in {DelayMs} ms")]
    public static partial void ApplyFailed(this ILogger logger, Exception error, IpFamily family, long revision, string backend, double delayMs);

    [LoggerMessage(1103, LogLevel.Warning, "{Family}: somebody else changed the rules of {Backend}; writing them again in full")]
    public static partial void ForeignChange(this ILogger logger, IpFamily family, string backend);

    [LoggerMessage(1104, LogLevel.Information, "{Family}: revision {Revision} written in full ({Ports} service ports, {ElapsedMs:0} ms)")]
    public static partial void AppliedInFull(this ILogger logger, IpFamily family, long revision, int ports, double elapsedMs);

    [LoggerMessage(1105, LogLevel.Debug, "{Family}: revision {Revision} written ({Changes} service ports changed, {ElapsedMs:0.0} ms)")]
    public static partial void AppliedChange(this ILogger logger, IpFamily family, long revision, int changes, double elapsedMs);

    [LoggerMessage(1106, LogLevel.Warning,
        "{Family}: watching for foreign changes with {Backend} failed; the rules are looked at again when the watch is back, in {DelayMs} ms")]
    public static partial void WatchFailed(this ILogger logger, Exception error, IpFamily family, string backend, double delayMs);

    [LoggerMessage(1107, LogLevel.Warning, "{Family}: could not ask {Backend} what the kernel holds; writing everything")]
    public static partial void AdoptFailed(this ILogger logger, Exception error, IpFamily family, string backend);

    [LoggerMessage(1108, LogLevel.Error,
        "{Family}: what follows an apply of revision {Revision} failed; the rules are not concerned, metrics and health checks may lag until the next apply")]
    public static partial void FollowUpFailed(this ILogger logger, Exception error, IpFamily family, long revision);

    [LoggerMessage(1109, LogLevel.Error, "Building graph {Revision} failed; the rules stay as they are; next try with the next change in the cluster")]
    public static partial void BuildFailed(this ILogger logger, Exception error, long revision);

    [LoggerMessage(1110, LogLevel.Warning, "{Warning}")]
    public static partial void InputWarning(this ILogger logger, GraphWarning warning);

    [LoggerMessage(1112, LogLevel.Warning, "{Family}: {Port} asks for the PROXY protocol, which {Backend} cannot send; its endpoints get no header")]
    public static partial void ProxyHeaderUnmet(this ILogger logger, IpFamily family, ServicePortName port, string backend);

    [LoggerMessage(1111, LogLevel.Warning, "{Family}: {Port} asks for the scheduler {Scheduler}, which {Backend} cannot do; it is balanced by the default")]
    public static partial void SchedulerUnmet(this ILogger logger, IpFamily family, ServicePortName port, Scheduler scheduler, string backend);

    [LoggerMessage(1120, LogLevel.Warning, "Node {Node} {Change}: /healthz follows, and rules stay as they are")]
    public static partial void EligibilityChanged(this ILogger logger, string node, string change);
}
