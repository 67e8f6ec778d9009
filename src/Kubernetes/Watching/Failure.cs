using System.Net;
using Proxier.Core;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

/// <summary>Questions about what went wrong.</summary>
internal static class Failure
{
    public static bool IsExpired(this Exception error) => error is ApiRefusalException { IsExpired: true };

    public static bool IsVersionUnknown(this Exception error) => error is ApiRefusalException { IsVersionUnknown: true };

    /// <summary>Asking again will not help for now: the server lacks the resource, or we lack the right to read it.</summary>
    public static bool IsNotServed(this Exception error) => error is ApiRefusalException { Code: HttpStatusCode.NotFound or HttpStatusCode.Forbidden };

    /// <summary>
    /// The server does not know streaming lists: 422 where the feature is off (1.27 on), 400 or 422 where it does not exist.
    /// </summary>
    public static bool IsNotUnderstood(this Exception error) =>
        error is ApiRefusalException { Code: HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity };

    public static TimeSpan? RetryAfter(this Exception error) => (error as ApiRefusalException)?.RetryAfter;

    /// <summary>The same request may do better later.</summary>
    public static bool MayPass(this Exception error) =>
        error.IsForeseen() && (error is not ApiRefusalException { Code: var code } || code == HttpStatusCode.TooManyRequests || (int)code >= 500);

    /// <summary>No answer came, or not all of it: whether the server is there, others may find out.</summary>
    public static bool IsLostContact(this Exception error) => error.IsForeseen() && error is not ProxyException;

    /// <summary>The network or the other side failed, and not our own code.</summary>
    public static bool IsForeseen(this Exception error) =>
        error is ProxyException or HttpRequestException or IOException or TimeoutException or InvalidDataException;

    /// <summary>The message with those of its causes: "see inner exception" helps nobody.</summary>
    public static string Text(this Exception error)
    {
        var messages = new List<string>();
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Any(message => message.Contains(cause.Message, StringComparison.Ordinal)))
                messages.Add(cause.Message.TrimEnd('.'));
        }

        return string.Join(": ", messages);
    }
}
