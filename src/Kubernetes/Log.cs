using Microsoft.Extensions.Logging;

namespace Proxier.Kubernetes;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "API server {Server}, {Credential}")]
    public static partial void Connecting(this ILogger logger, Uri server, string credential);

    [LoggerMessage(EventId = 9101,
        Message = "{Collection}: {Error}; the last state stays in force, it was confirmed {AgeSeconds:0} s ago; next try in {DelayMs:0} ms")]
    public static partial void ContactLost(this ILogger logger, LogLevel level, string collection, string error, double ageSeconds, double delayMs);

    [LoggerMessage(EventId = 9102, Message = "{Collection}: {Error}; nothing is programmed before the first full list; next try in {DelayMs:0} ms")]
    public static partial void NoContactYet(this ILogger logger, LogLevel level, string collection, string error, double delayMs);

    [LoggerMessage(9103, LogLevel.Information, "{Collection}: in touch with the API server again after {Seconds:0.0} s")]
    public static partial void ContactRestored(this ILogger logger, string collection, double seconds);

    [LoggerMessage(9104, LogLevel.Information, "{Collection}: listed, {ElapsedMs:0} ms")]
    public static partial void Listed(this ILogger logger, string collection, double elapsedMs);

    [LoggerMessage(9105, LogLevel.Information, "{Collection}: version {Version} is forgotten by the API server; listing again in {DelayMs:0} ms")]
    public static partial void Expired(this ILogger logger, string collection, string version, double delayMs);

    [LoggerMessage(9106, LogLevel.Debug, "{Collection}: the API server streams no lists ({Error}); listing in pages")]
    public static partial void NoStreaming(this ILogger logger, string collection, string error);

    [LoggerMessage(9107, LogLevel.Information, "{Collection}: {Error}; going on without, next try in {Minutes:0} min")]
    public static partial void NotServed(this ILogger logger, string collection, string error, double minutes);

    [LoggerMessage(9108, LogLevel.Error, "{Collection}: a failure that nobody foresaw; the last state stays in force; listing again in {DelayMs:0} ms")]
    public static partial void Unforeseen(this ILogger logger, Exception error, string collection, double delayMs);

    [LoggerMessage(9201, LogLevel.Error,
        "{Kind} {Name} cannot be read, so its previous version, if there is one, stays in force: {Errors} ({Suppressed} such messages were left out before)")]
    public static partial void UnreadableObject(this ILogger logger, string kind, string name, string errors, long suppressed);

    [LoggerMessage(9202, LogLevel.Warning, "{Kind} {Name}: {Warnings} ({Suppressed} such messages were left out before)")]
    public static partial void ObjectWarning(this ILogger logger, string kind, string name, string warnings, long suppressed);

    [LoggerMessage(9301, LogLevel.Warning, "The event {Reason} of {Kind} {Name} was not taken and is lost: {Error}")]
    public static partial void EventLost(this ILogger logger, string reason, string kind, string name, string error);

    [LoggerMessage(9302, LogLevel.Debug, "There are too many events; {Reason} of {Kind} {Name} is left out")]
    public static partial void EventLeftOut(this ILogger logger, string reason, string kind, string name);
}
