using System.Globalization;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Applying;

/// <param name="ElapsedMs">Of everything, reading included.</param>
internal sealed record ApplyReport(IReadOnlyList<FamilyResult> Families, double ElapsedMs)
{
    public void WriteJson(Stream output) => ReportJson.Write(output, this);

    public void WriteText(Screen screen)
    {
        Table table = new Table().NoBorder().AddColumns("family", "services", "frontends", "endpoints", "result");
        foreach (FamilyResult family in Families)
            table.AddRow(family.Family.ToString(), Number(family.Size.Services), Number(family.Size.Frontends), Number(family.Size.Endpoints), Sentence(family));
        screen.Table(table);
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{ElapsedMs / 1000:0.00} s in all"));
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(FamilyResult family) => family.Outcome switch
    {
        FamilyOutcome.Unchanged => "nothing to do",
        FamilyOutcome.Applied => string.Create(CultureInfo.InvariantCulture, $"applied in {family.ElapsedMs / 1000:0.00} s"),
        FamilyOutcome.WouldApply => "would be applied; the first script is accepted",
        FamilyOutcome.WouldApplyUnchecked => "would be applied; this mode's tools cannot check beforehand",
        _ => "failed",
    };
}
