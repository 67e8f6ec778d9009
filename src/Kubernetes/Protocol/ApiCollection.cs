using System.Globalization;

namespace Proxier.Kubernetes.Protocol;

/// <summary>
/// One list of objects that the API server keeps, as far as we want it, and how to ask for it
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/).
/// </summary>
/// <param name="Name">The resource as the API calls it, for messages and metrics: <c>services</c>.</param>
/// <param name="Path">Of the whole collection, over all namespaces: <c>/api/v1/services</c>.</param>
internal sealed record ApiCollection(string Name, string Path, string LabelSelector = "", string FieldSelector = "")
{
    /// <param name="version">The list must not be older than this; "0": whatever the server has at hand; empty: the newest.</param>
    /// <param name="limit">Objects a page; 0: all at once.</param>
    public string List(string version, int limit)
    {
        string uri = With(Selection(), "limit", limit == 0 ? "" : Number(limit));
        // Without a match, a limit turns the version into "exactly this one".
        return version.Length == 0 ? uri : With(With(uri, "resourceVersion", version), "resourceVersionMatch", "NotOlderThan");
    }

    /// <summary>The token carries the version, and the server refuses to be told it twice.</summary>
    public string NextPage(string token, int limit) => With(With(Selection(), "limit", Number(limit)), "continue", token);

    public string Watch(string version, TimeSpan timeout) => With(Watching(timeout), "resourceVersion", version);

    /// <summary>A watch that begins with everything there is (KEP-3157).</summary>
    /// <param name="version">As for <see cref="List"/>.</param>
    public string StreamingList(string version, TimeSpan timeout) =>
        With(With(With(Watching(timeout), "sendInitialEvents", "true"), "resourceVersionMatch", "NotOlderThan"), "resourceVersion", version);

    private string Watching(TimeSpan timeout) =>
        With(With(With(Selection(), "watch", "true"), "allowWatchBookmarks", "true"), "timeoutSeconds", Number((int)timeout.TotalSeconds));

    private string Selection() => With(With(Path, "labelSelector", LabelSelector), "fieldSelector", FieldSelector);

    private static string With(string uri, string name, string value) =>
        value.Length == 0 ? uri : $"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
