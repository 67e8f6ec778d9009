using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Information, "Kernel setting {Name} was {Before}, is {Value}")]
    public static partial void SettingChanged(this ILogger logger, string name, string? before, string value);

    [LoggerMessage(7002, LogLevel.Warning, "Kernel setting {Name} stays {Before} instead of {Value}: {Reason}; services may not answer as they should")]
    public static partial void SettingRefused(this ILogger logger, string name, string? before, string value, string reason);

    [LoggerMessage(7003, LogLevel.Information, "This kernel has no setting {Name}; going on without")]
    public static partial void SettingMissing(this ILogger logger, string name);

    [LoggerMessage(7004, LogLevel.Information, "{Family}: {Count} endpoints that were removed are out of the kernel; {Left} still have connections")]
    public static partial void Drained(this ILogger logger, IpFamily family, int count, int left);

    [LoggerMessage(7005, LogLevel.Information, "{Family}: what others changed differs by {Difference}")]
    public static partial void Differs(this ILogger logger, IpFamily family, string difference);

    [LoggerMessage(7006, LogLevel.Information, "{Family}: rules that an earlier run left in the other variant of iptables are gone")]
    public static partial void AbandonedVariantCleaned(this ILogger logger, IpFamily family);
}
