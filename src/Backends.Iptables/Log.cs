using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Information, "Using the {Variant} variant of iptables. In use on this node: {Uses}")]
    public static partial void VariantChosen(this ILogger logger, IptablesVariant variant, string uses);

    [LoggerMessage(6002, LogLevel.Warning, "The rules of the {Variant} variant of iptables cannot all be read; choosing by what could be")]
    public static partial void VariantUnreadable(this ILogger logger, Exception error, IptablesVariant variant);

    [LoggerMessage(6003, LogLevel.Warning, "Chains of {Family} that nothing uses any more could not be removed and stay until the next repair")]
    public static partial void TidyRefused(this ILogger logger, Exception error, IpFamily family);

    [LoggerMessage(6004, LogLevel.Information, "Rules of {Family} that an earlier run left in the {Variant} variant of iptables are gone")]
    public static partial void AbandonedVariantCleaned(this ILogger logger, IpFamily family, IptablesVariant variant);
}
