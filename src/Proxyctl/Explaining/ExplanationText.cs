using System.Globalization;
using Proxier.Core.Explaining;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Explaining;

/// <summary>An explanation as people read it.</summary>
internal static class ExplanationText
{
    public static void Write(Explanation explanation, Screen screen)
    {
        screen.Line($"{explanation.Protocol} {explanation.Destination} from {explanation.Source} ({explanation.From}): {Word(explanation.Fate)}");
        foreach (string sentence in explanation.Why)
            screen.Line($"  {sentence}");
        if (explanation.Endpoints.Count > 0)
            WriteEndpoints(explanation, screen);
        if (explanation.Objects.Count > 0)
            WriteObjects(explanation, screen);
    }

    private static void WriteEndpoints(Explanation explanation, Screen screen)
    {
        screen.Line("");
        Table table = new Table().NoBorder().AddColumns("endpoint", "on", "share", "sees");
        foreach (ExplainedEndpoint endpoint in explanation.Endpoints)
        {
            table.AddRow(
                Markup.Escape(endpoint.Address), endpoint.IsLocal ? "this node" : "another node", endpoint.Probability.ToString("0.0 %", CultureInfo.InvariantCulture),
                endpoint.IsMasqueraded ? "an address of this node" : "the client's address");
        }

        screen.Table(table);
    }

    /// <summary>The name once for all that follow each other in the same place.</summary>
    private static void WriteObjects(Explanation explanation, Screen screen)
    {
        screen.Line("");
        screen.Line($"in the kernel, by {explanation.Backend}:");
        string place = "";
        foreach (KernelObject item in explanation.Objects)
        {
            if (item.Place != place)
                screen.Line($"  {place = item.Place}");
            foreach (string text in item.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                screen.Line($"      {text}");
        }
    }

    private static string Word(Fate fate) => fate switch
    {
        Fate.Forwarded => "forwarded",
        Fate.Refused => "refused",
        Fate.Dropped => "dropped",
        _ => "left alone",
    };
}
