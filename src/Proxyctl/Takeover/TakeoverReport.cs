using Proxier.Core.Objects;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Takeover;

/// <param name="ProxyMode">The mode in which proxyd would work.</param>
/// <param name="Leftovers">What it would remove, and what it would leave although a proxy made it.</param>
/// <param name="Failures">What could not be asked; there may be more there.</param>
internal sealed record TakeoverReport(string ProxyMode, IReadOnlyList<LeftoverReport> Leftovers, IReadOnlyList<string> Failures)
{
    public void WriteJson(Stream output) => ReportJson.Write(output, this);

    public void WriteText(Screen screen)
    {
        foreach (IGrouping<(string Mode, string Tool, IpFamily Family), LeftoverReport> place in Leftovers.GroupBy(left => (left.Mode, left.Tool, left.Family)))
        {
            screen.Line($"mode {place.Key.Mode}, {place.Key.Tool}, {place.Key.Family}:");
            foreach (LeftoverReport left in place)
                screen.Line(left.ToString());
        }

        int count = Leftovers.Where(left => left.StaysBecause is null).Sum(left => left.Count);
        screen.Line(count == 0
            ? $"proxyd in mode {ProxyMode} would find nothing to remove"
            : $"proxyd in mode {ProxyMode} would remove {count} once its own rules are in force; nothing was changed");
    }
}
