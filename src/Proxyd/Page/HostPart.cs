using Proxier.Core.Probing;
using Proxier.Core.Status;

namespace Proxier.Proxyd.Page;

/// <summary>What the host was found to be able to do at start, and its tools.</summary>
internal static class HostPart
{
    public static Html Of(ProxyStatus status, ModeProbeResult probe) => $"""
        <section aria-labelledby="host"><h2 id="host">Backend and host</h2>
        <div class="wide"><table><caption>What mode {probe.Mode} needs, as it was tried at start</caption><thead><tr><th scope="col">Requirement</th><th scope="col">Family</th><th scope="col">Result</th></tr></thead>
        <tbody>{probe.Requirements.Select(Row)}</tbody></table></div>
        {probe.Notes.Select(note => (Html)$"<p>{note}</p>")}
        <div class="wide"><table><caption>Linux and the tools</caption><thead><tr><th scope="col">Program</th><th scope="col">Version</th></tr></thead>
        <tbody><tr><th scope="row">Linux</th><td>{status.Kernel}</td></tr>{status.Tools.Select(Row)}</tbody></table></div></section>
        """;

    private static Html Row(RequirementResult requirement) => $"""
        <tr><th scope="row">{requirement.Name}{(requirement.IsOptional ? " (optional)" : "")}</th><td>{requirement.Family?.ToString() ?? "both"}</td><td>{Answer(requirement.Support)}</td></tr>
        """;

    private static string Answer(Support support) => support switch
    {
        Support.No no => $"no: {no.Missing}",
        Support.Unknown unknown => $"not known: {unknown.Cause}",
        _ => "yes",
    };

    private static Html Row(ToolStatus tool) =>
        $"""<tr><th scope="row">{tool.Tool}</th><td>{tool.Version ?? tool.Problem}{(tool.Variant is null ? "" : $" ({tool.Variant})")}</td></tr>""";
}
