using Proxier.Core.Objects;
using Proxier.Core.Probing;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Probing;

/// <param name="IsBuilt">This version of Proxier has a backend for it.</param>
/// <param name="Works">Whether this host can do it, backend or not.</param>
/// <param name="Reason">What is missing, or what kept us from telling; null for a yes.</param>
internal sealed record ModeReport(
    string Mode, bool IsBuilt, Answer Works, string? Reason, IReadOnlyList<string> Notes, IReadOnlyList<RequirementReport> Requirements)
{
    public static ModeReport Of(ModeProbeResult result) => new(
        result.Mode, KnownBackends.All.Any(known => known.Mode == result.Mode), Answers.Of(result.Support), Answers.ReasonOf(result.Support), result.Notes,
        [.. result.Requirements.Select(RequirementReport.Of)]);

    public void WriteText(Screen screen)
    {
        screen.Line($"{Mode}: {Sentence(Works)}{(Reason is null ? "" : $" ({Reason})")}{(IsBuilt ? "" : "; this version of Proxier has no backend for it")}");
        if (Requirements.All(requirement => requirement.Works == Answer.Unknown))
            return; // all for the one reason that was just said
        foreach (string note in Notes)
            screen.Line($"  {note}");
        Table table = new Table().NoBorder().AddColumns("  needs", "IPv4", "IPv6", "because");
        foreach (IGrouping<(string Name, bool IsOptional), RequirementReport> rows in Requirements.GroupBy(requirement => (requirement.Name, requirement.IsOptional)))
        {
            string reasons = string.Join("; ", rows.Select(row => row.Reason).OfType<string>().Distinct());
            table.AddRow(Markup.Escape($"  {rows.Key.Name}{(rows.Key.IsOptional ? " (optional)" : "")}"), In(rows, IpFamily.IPv4), In(rows, IpFamily.IPv6), Markup.Escape(reasons));
        }

        screen.Table(table);
    }

    private static string In(IEnumerable<RequirementReport> rows, IpFamily family) =>
        rows.FirstOrDefault(row => (row.Family ?? family) == family) is { } found ? Word(found.Works) : "";

    private static string Sentence(Answer works) => works switch
    {
        Answer.Yes => "this host can do it",
        Answer.No => "this host cannot do it",
        _ => "could not tell whether this host can do it",
    };

    private static string Word(Answer works) => works switch
    {
        Answer.Yes => "yes",
        Answer.No => "no",
        _ => "?",
    };
}
