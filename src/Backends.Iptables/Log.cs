using Microsoft.Extensions.Logging;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

internal static partial class Log
{
    [LoggerMessage(6003, LogLevel.Warning, "Chains of {Family} that nothing uses any more could not be removed and stay until the next repair")]
    public static partial void TidyRefused(this ILogger logger, Exception error, IpFamily family);

    [LoggerMessage(6004, LogLevel.Information, "Rules of {Family} that an earlier run left in the {Variant} variant of iptables are gone")]
    public static partial void AbandonedVariantCleaned(this ILogger logger, IpFamily family, IptablesVariant variant);
}
