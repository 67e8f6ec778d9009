using System.Globalization;
using Proxier.Core.Explaining;

namespace Proxier.Proxyd.Page;

/// <summary>What becomes of a connection, as a form and its answer.</summary>
internal static class ExplainPart
{
    /// <summary>Of endpoints, and of kernel objects.</summary>
    private const int MaxRows = 200;

    public static Html Of(PageQuery query, ExplainAnswer? answer) => $"""
        <section aria-labelledby="explain"><h2 id="explain">Where does a connection go?</h2>
        <form method="get" action="/#explain">
        <div><label for="protocol">Protocol</label><select id="protocol" name="protocol">{((string[])["tcp", "udp", "sctp"]).Select(word => Choice(word, query))}</select></div>
        <div><label for="to">To address and port</label><input id="to" name="to" value="{query.To}" required placeholder="10.96.0.10:53" size="26" maxlength="300"></div>
        <div><label for="from">From address (empty: this node)</label><input id="from" name="from" value="{query.From}" size="22" maxlength="300"></div>
        <div><label for="in">Through interface (optional)</label><input id="in" name="in" value="{query.InInterface}" size="12" maxlength="300"></div>
        <button>Explain</button></form>{Answer(answer)}</section>
        """;

    private static Html Choice(string word, PageQuery query) =>
        word == query.Protocol ? (Html)$"""<option selected value="{word}">{word}</option>""" : $"""<option value="{word}">{word}</option>""";

    private static Html Answer(ExplainAnswer? answer) => answer switch
    {
        null => Html.Nothing,
        { Explanation: { } explanation } => Answer(explanation),
        _ => $"""<p class="bad" role="alert">{answer.Problem}</p>""",
    };

    private static Html Answer(Explanation explanation) => $"""
        <h3>{explanation.Protocol} {explanation.Destination} from {explanation.Source} ({explanation.From}): {explanation.Fate.ToString().ToLowerInvariant()}</h3>
        <ul>{explanation.Why.Select(sentence => (Html)$"<li>{sentence}</li>")}</ul>{Endpoints(explanation)}{Objects(explanation)}
        """;

    private static Html Endpoints(Explanation explanation) => explanation.Endpoints.Count == 0 ? Html.Nothing : $"""
        <div class="wide"><table><caption>{explanation.Endpoints.Count} endpoints may get it</caption><thead><tr><th scope="col">Endpoint</th><th scope="col">On</th><th scope="col" class="n">Share</th><th scope="col">Sees</th></tr></thead>
        <tbody>{explanation.Endpoints.Take(MaxRows).Select(Row)}</tbody></table></div>
        """;

    private static Html Row(ExplainedEndpoint endpoint) => $"""
        <tr><th scope="row">{endpoint.Address}</th><td>{(endpoint.IsLocal ? "this node" : "another node")}</td><td class="n">{endpoint.Probability.ToString("0.0 %", CultureInfo.InvariantCulture)}</td><td>{(endpoint.IsMasqueraded ? "an address of this node" : "the client's address")}</td></tr>
        """;

    private static Html Objects(Explanation explanation) => explanation.Objects.Count == 0 ? Html.Nothing : $"""
        <h3>In the kernel, by {explanation.Backend}</h3><pre tabindex="0">{string.Join("\n", explanation.Objects.Take(MaxRows).Select(item => $"{item.Place}\n    {item.Text.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal)}"))}</pre>
        """;
}
