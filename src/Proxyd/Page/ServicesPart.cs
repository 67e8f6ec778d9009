using System.Globalization;
using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Listing;
using Proxier.Core.Objects;

namespace Proxier.Proxyd.Page;

/// <summary>Services with search, a page at a time, and the endpoints of one of them.</summary>
internal sealed class ServicesPart(BuiltGraph built, string nodeName, PageQuery query)
{
    /// <summary>Services on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Of one table: a Service may have any number of ports.</summary>
    private const int MaxRows = 500;

    private readonly ServiceRows _rows = new(built, nodeName, explainer: null);

    public Html Write()
    {
        ObjectName[] found = Found();
        int pages = Math.Max(1, (found.Length + PageSize - 1) / PageSize), page = Math.Min(query.Page, pages);
        HashSet<ObjectName> shown = [.. found.Skip((page - 1) * PageSize).Take(PageSize)];
        return $"""
            <section aria-labelledby="services"><h2 id="services">Services</h2>
            <form method="get" action="/#services" role="search"><div><label for="q">Name, namespace or address</label><input id="q" name="q" type="search" value="{query.Search}" size="40" maxlength="300"></div><button>Search</button></form>
            <div class="wide"><table><caption>{found.Length} Services{(query.Search.Length == 0 ? "" : $" for “{query.Search}”")}, page {page} of {pages}</caption>
            <thead><tr><th scope="col">Service</th><th scope="col">Port</th><th scope="col">Kind</th><th scope="col">Address</th><th scope="col" class="n">Endpoints</th><th scope="col" class="n">Ready</th><th scope="col" class="n">Local</th><th scope="col">Policy</th><th scope="col">Affinity</th></tr></thead>
            <tbody>{_rows.Services(shown.Contains).Take(MaxRows).Select(Row)}</tbody></table></div>{Pages(page, pages)}</section>{Endpoints()}
            """;
    }

    private ObjectName[] Found()
    {
        bool isAddress = AddressText.TryParseAddress(query.Search, out IPAddress address);
        HashSet<ObjectName> byAddress = isAddress ? [.. built.State.Services.Where(objects => HasEndpoint(objects, address)).Select(objects => objects.Name)] : [];
        return
        [
            .. new[] { built.Graph.IPv4, built.Graph.IPv6 }.SelectMany(graph => graph.Ports)
                .Where(port => query.Search.Length == 0 || Matches(port) || byAddress.Contains(port.Name.Service))
                .Select(port => port.Name.Service).Distinct().Order(),
        ];
    }

    private bool Matches(ServicePort port) => Holds(port.Name.ToString()) || port.Frontends.Any(frontend => Holds(Address(frontend)));

    private bool Holds(string text) => text.Contains(query.Search, StringComparison.OrdinalIgnoreCase);

    private static string Address(Frontend frontend) =>
        frontend.Address is { } address ? SocketText.Of(address, frontend.Port) : string.Create(CultureInfo.InvariantCulture, $"*:{frontend.Port}");

    private static bool HasEndpoint(ServiceObjects objects, IPAddress address) => objects.Slices.Any(slice => slice.Endpoints.Any(endpoint => endpoint.Address.Equals(address)));

    private Html Row(ServiceRow row) => $"""
        <tr><th scope="row"><a href="{Link(("q", query.Search), ("page", $"{query.Page}"), ("service", $"{row.Namespace}/{row.Name}"))}#endpoints">{row.Namespace}/{row.Name}</a></th><td>{row.Port} {row.Protocol.ToString().ToLowerInvariant()}</td><td>{row.Kind.ToString()}{(row.Kind == FrontendKind.NodePort ? $" {row.Family}" : "")}</td><td>{row.Address}</td><td class="n{(row.Endpoints == 0 ? " bad" : "")}">{row.Endpoints}</td><td class="n">{row.Ready}</td><td class="n">{row.Local}</td><td>{row.Policy.ToString()}</td><td>{(row.AffinitySeconds is { } seconds ? $"{seconds} s" : "none")}</td></tr>
        """;

    private Html Pages(int page, int pages) => pages == 1 ? Html.Nothing : $"""
        <nav aria-label="Pages of Services"><ul>{To(page - 1, "Previous page", page > 1)}{To(page + 1, "Next page", page < pages)}</ul></nav>
        """;

    private Html To(int page, string text, bool exists) => exists ? $"""<li><a href="{Link(("q", query.Search), ("page", $"{page}"))}#services">{text}</a></li>""" : Html.Nothing;

    private Html Endpoints()
    {
        if (query.Service.Length == 0)
            return Html.Nothing;
        IReadOnlyList<EndpointRow> rows = _rows.Endpoints(name => name.ToString() == query.Service);
        return $"""
            <section aria-labelledby="endpoints"><h2 id="endpoints">Endpoints of {query.Service}</h2>
            <div class="wide"><table><caption>{rows.Count} endpoints{(rows.Count > MaxRows ? $", the first {MaxRows} of them" : "")}; what this node sends connections to, by traffic policy</caption>
            <thead><tr><th scope="col">Endpoint</th><th scope="col">Service port</th><th scope="col">Node</th><th scope="col">State</th><th scope="col" class="n">Weight</th><th scope="col">Gets connections</th></tr></thead>
            <tbody>{rows.Take(MaxRows).Select(Row)}</tbody></table></div></section>
            """;
    }

    private static Html Row(EndpointRow row) => $"""
        <tr><th scope="row">{row.Address}</th><td>{row.Service} {row.Protocol.ToString().ToLowerInvariant()}</td><td>{row.Node ?? "not known"}{(row.IsLocal ? " (this)" : "")}</td><td>{row.State.ToString()}</td><td class="n">{row.Weight}</td><td>{(row.Policies.Count == 0 ? "no" : $"policy {string.Join(" and ", row.Policies)}")}</td></tr>
        """;

    private static string Link(params (string Name, string Value)[] query) =>
        "/?" + string.Join('&', query.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
}
