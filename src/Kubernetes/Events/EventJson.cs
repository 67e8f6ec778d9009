using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Proxier.Core.Events;
using Proxier.Core.Objects;

namespace Proxier.Kubernetes.Events;

/// <summary>Writes Events of events.k8s.io/v1 (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/).</summary>
internal static class EventJson
{
    private const string Controller = "proxier.dev/proxyd";
    private const int MaxNoteBytes = 1024;
    private const int MaxInstanceLength = 128;

    /// <summary>Events of objects without a namespace live here.</summary>
    private const string ClusterNamespace = "default";

    public static string Collection(EventSubject subject) => $"/apis/events.k8s.io/v1/namespaces/{Namespace(subject.Name)}/events";

    public static byte[] Create(EventSeries series, string nodeName)
    {
        ClusterEvent happened = series.Happened;
        string instance = $"proxyd-{nodeName}";
        return Bytes(new JsonObject
        {
            ["apiVersion"] = "events.k8s.io/v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = series.Name, ["namespace"] = Namespace(happened.Subject.Name) },
            ["eventTime"] = MicroTime(series.First),
            ["reportingController"] = Controller,
            ["reportingInstance"] = instance[..Math.Min(instance.Length, MaxInstanceLength)],
            ["action"] = happened.Action,
            ["reason"] = happened.Reason,
            ["regarding"] = Regarding(happened.Subject),
            ["note"] = Cut(happened.Note),
            ["type"] = happened.Type.ToString(),
        });
    }

    public static byte[] PatchSeries(EventSeries series) =>
        Bytes(new JsonObject { ["series"] = new JsonObject { ["count"] = series.Count, ["lastObservedTime"] = MicroTime(series.Last) } });

    private static JsonObject Regarding(EventSubject subject)
    {
        var json = new JsonObject { ["apiVersion"] = "v1", ["kind"] = subject.Kind, ["name"] = subject.Name.Name };
        if (subject.Name.Namespace.Length > 0)
            json["namespace"] = subject.Name.Namespace;
        else
            json["uid"] = subject.Name.Name; // kubelet and kube-proxy do so, and kubectl describe node looks for it
        return json;
    }

    private static string Namespace(ObjectName name) => name.Namespace.Length > 0 ? name.Namespace : ClusterNamespace;

    private static string MicroTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Cut(string note)
    {
        int length = note.Length;
        while (Encoding.UTF8.GetByteCount(note.AsSpan(0, length)) > MaxNoteBytes)
            length--;
        return note[..length];
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
