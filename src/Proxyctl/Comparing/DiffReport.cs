using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Comparing;

/// <summary>What differs between the kernel and what is desired.</summary>
internal sealed record DiffReport(string Backend, bool IsEqual, IReadOnlyList<FamilyDiff> Families)
{
    public static DiffReport Of(string backend, IReadOnlyList<FamilyDiff> families) => new(backend, families.All(family => family.Objects.Count == 0), families);

    /// <summary>Unified, as patch(1) reads it, but for the places in the headings.</summary>
    public void WriteText(Screen screen)
    {
        foreach (FamilyDiff family in Families.Where(family => family.Objects.Count > 0))
        {
            screen.Removed($"--- kernel {family.Family}");
            screen.Added($"+++ desired {family.Family}");
            foreach (PlaceDiff place in family.Objects)
                Write(place, screen);
        }
    }

    private static void Write(PlaceDiff place, Screen screen)
    {
        screen.Heading($"@@ {place.Place} @@");
        foreach (DiffLine line in place.Lines)
        {
            if (line.Sign == DiffSign.OnlyInKernel)
                screen.Removed($"-{line.Text}");
            else if (line.Sign == DiffSign.OnlyDesired)
                screen.Added($"+{line.Text}");
            else
                screen.Line($" {line.Text}");
        }
    }
}
