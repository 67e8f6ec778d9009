using System.Text.Json;

namespace Proxier.Kubernetes.Protocol;

/// <param name="Object">Valid until the next event is read. For an error, a Status.</param>
internal readonly record struct WatchEvent(WatchEventType Type, JsonElement Object)
{
    private const string EndOfInitialEvents = "k8s.io/initial-events-end";

    /// <summary>From where a later watch may go on; null when the event does not say.</summary>
    public string? ResourceVersion => Object.Member("metadata")?.Text("resourceVersion") is { Length: > 0 } version ? version : null;

    /// <summary>The bookmark after the last object that existed when a streaming list began.</summary>
    public bool EndsInitialEvents =>
        Type == WatchEventType.Bookmark && Object.Member("metadata")?.Member("annotations")?.Text(EndOfInitialEvents) == "true";
}
