using System.Collections.Concurrent;
using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <param name="Tool">Writes all rules.</param>
/// <param name="Abandoned">The other variant, for each family in which it may still hold rules of an earlier run of ours.</param>
public sealed record ChosenTool(IptablesTool Tool, ConcurrentDictionary<IpFamily, IptablesTool> Abandoned)
{
    public static ChosenTool Of(IptablesTool tool, IptablesTool? abandoned)
    {
        var families = new ConcurrentDictionary<IpFamily, IptablesTool>();
        if (abandoned is not null)
        {
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
                families[family] = abandoned;
        }

        return new ChosenTool(tool, families);
    }
}
