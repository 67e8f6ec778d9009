using System.Globalization;
using Proxier.Proxyctl.Input;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Validating;

/// <param name="Objects">How many were read, by kind.</param>
/// <param name="Skipped">How many were left out because a service proxy needs none of their kind, by kind and version.</param>
internal sealed record ValidationReport(
    IReadOnlyDictionary<string, int> Objects, IReadOnlyDictionary<string, int> Skipped, IReadOnlyList<InputFinding> Errors, IReadOnlyList<InputFinding> Warnings)
{
    public static ValidationReport Of(ClusterInput input) => new(input.Objects.Counts, input.Objects.Skipped, input.Errors, input.Warnings);

    public void WriteJson(Stream output) => ReportJson.Write(output, this);

    public void WriteText(Screen screen)
    {
        foreach (InputFinding error in Errors)
            screen.Error(error.ToString());
        foreach (InputFinding warning in Warnings)
            screen.Warning(warning.ToString());

        Table table = new Table().NoBorder().AddColumns("objects", "kind");
        foreach ((string kind, int count) in Objects)
            table.AddRow(Number(count), Markup.Escape(kind));
        foreach ((string kind, int count) in Skipped)
            table.AddRow(Number(count), Markup.Escape($"{kind}, not needed"));
        screen.Table(table);
        screen.Line($"errors: {Number(Errors.Count)}, warnings: {Number(Warnings.Count)}");
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
