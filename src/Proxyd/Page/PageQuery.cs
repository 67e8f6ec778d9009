using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Proxier.Proxyd.Page;

/// <summary>What the forms of the page ask for. Nothing of it is trusted.</summary>
/// <param name="Search">Part of a Service's name or of an address; empty: all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Service">namespace/name of the one whose endpoints are shown; empty: none.</param>
/// <param name="To">ip:port; empty: nothing is to be explained.</param>
/// <param name="From">Empty: this node.</param>
internal sealed record PageQuery(string Search, int Page, string Service, string Protocol, string To, string From, string InInterface)
{
    private const int MaxLength = 300;

    public static PageQuery Of(IQueryCollection query) => new(
        Text(query, "q"), int.TryParse(Text(query, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page) && page > 0 ? page : 1,
        Text(query, "service"), Text(query, "protocol"), Text(query, "to"), Text(query, "from"), Text(query, "in"));

    private static string Text(IQueryCollection query, string name)
    {
        string text = query[name].FirstOrDefault()?.Trim() ?? "";
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
