using Microsoft.Extensions.Logging;

namespace Proxier.Templating;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "Templates are read from {Folder} instead of the built-in ones")]
    public static partial void TemplatesFromFolder(this ILogger logger, string folder);
}
