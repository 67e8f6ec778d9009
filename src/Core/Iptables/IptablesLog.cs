using Microsoft.Extensions.Logging;
using Proxier.Core.Iptables;

namespace Proxier.Core;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Information, "Using the {Variant} variant of iptables. In use on this node: {Uses}")]
    public static partial void VariantChosen(this ILogger logger, IptablesVariant variant, string uses);

    [LoggerMessage(1302, LogLevel.Warning, "The rules of the {Variant} variant of iptables cannot all be read; choosing by what could be")]
    public static partial void VariantUnreadable(this ILogger logger, Exception error, IptablesVariant variant);

    [LoggerMessage(1303, LogLevel.Warning, "Both variants of iptables hold rules, packets meet both, and each tool shows its own only: {Uses}")]
    public static partial void BothVariantsInUse(this ILogger logger, string uses);
}
