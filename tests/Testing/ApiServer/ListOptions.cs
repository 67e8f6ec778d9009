using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Proxier.Testing.ApiServer;

/// <summary>The query of a list or watch, refused where the real server refuses it (meta/v1 ListOptions and their validation, 1.33).</summary>
internal sealed record ListOptions(bool IsWatch, Selector Selector, long? Version, bool IsExact, int Limit, ContinueToken? Continue, bool HasBookmarks, bool SendsInitialEvents, TimeSpan? Timeout)
{
    /// <exception cref="Refusal">400 for what cannot be parsed, 422 for what does not go together.</exception>
    public static ListOptions Read(IQueryCollection query, bool hasStreamingLists, bool hasCache)
    {
        bool isWatch = Flag(query, "watch"), sendsInitialEvents = Flag(query, "sendInitialEvents");
        string match = Text(query, "resourceVersionMatch"), version = Text(query, "resourceVersion"), token = Text(query, "continue");
        if (isWatch)
            CheckWatch(query.ContainsKey("sendInitialEvents"), match, hasStreamingLists);
        else
            CheckList(query.ContainsKey("sendInitialEvents"), match, version, token);
        int limit = (int)Number(Text(query, "limit"), "limit");
        // With a limit, a version without a match means exactly that one (api-concepts, "resourceVersionMatch").
        bool isExact = match == "Exact" || (match.Length == 0 && limit > 0 && version is not ("" or "0"));
        return new ListOptions(
            isWatch, new Selector(Text(query, "labelSelector"), Text(query, "fieldSelector")), version.Length == 0 ? null : Number(version, "resourceVersion"),
            isExact, version == "0" && hasCache ? 0 : limit, token.Length == 0 ? null : ContinueToken.Read(token),
            Flag(query, "allowWatchBookmarks"), sendsInitialEvents, Seconds(query));
    }

    /// <param name="largest">0: none.</param>
    public ListOptions WithLimit(int largest) => largest == 0 || Limit == 0 ? this : this with { Limit = Math.Min(Limit, largest) };

    private static void CheckWatch(bool hasInitialEvents, string match, bool hasStreamingLists)
    {
        if (hasInitialEvents && !hasStreamingLists)
            throw Refusal.Invalid("sendInitialEvents", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        if (hasInitialEvents && match != "NotOlderThan")
            throw Refusal.Invalid("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        if (!hasInitialEvents && match.Length > 0)
            throw Refusal.Invalid("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }

    private static void CheckList(bool hasInitialEvents, string match, string version, string token)
    {
        if (hasInitialEvents)
            throw Refusal.Invalid("sendInitialEvents", "sendInitialEvents is forbidden for list");
        if (match.Length > 0 && match is not ("Exact" or "NotOlderThan"))
            throw Refusal.Invalid("resourceVersionMatch", $"supported values: Exact, NotOlderThan, not {match}");
        if (match.Length > 0 && version.Length == 0)
            throw Refusal.Invalid("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (match == "Exact" && version == "0")
            throw Refusal.Invalid("resourceVersionMatch", "resourceVersionMatch \"Exact\" is forbidden for resourceVersion \"0\"");
        if (token.Length > 0 && match.Length > 0)
            throw Refusal.Invalid("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        if (token.Length > 0 && version is not ("" or "0"))
            throw Refusal.BadRequest("specifying resource version is not allowed when using continue");
    }

    private static string Text(IQueryCollection query, string name) => query[name].ToString();

    /// <summary>Anything but its absence, "false" and "0" is true (apimachinery, Convert_Slice_string_To_bool).</summary>
    private static bool Flag(IQueryCollection query, string name) => query.ContainsKey(name) && Text(query, name).ToUpperInvariant() is not ("FALSE" or "0");

    private static long Number(string text, string name)
    {
        if (text.Length == 0)
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Refusal.BadRequest($"Invalid value for {name}: {text}");
    }

    private static TimeSpan? Seconds(IQueryCollection query) =>
        Text(query, "timeoutSeconds") is { Length: > 0 } text ? TimeSpan.FromSeconds(Number(text, "timeoutSeconds")) : null;
}
