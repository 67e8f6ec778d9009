using System.CommandLine;
using Proxier.Core.Objects;

namespace Proxier.Proxyctl.CommandLine;

internal sealed class FamilyOption : Option<string>
{
    private static readonly Dictionary<string, IpFamily[]> FamiliesByWord = new()
    {
        ["ip"] = [IpFamily.IPv4], ["ip6"] = [IpFamily.IPv6], ["both"] = [IpFamily.IPv4, IpFamily.IPv6],
    };

    public FamilyOption()
        : base("--family")
    {
        Description = "Which IP families";
        HelpName = "ip|ip6|both";
        DefaultValueFactory = _ => "both";
        AcceptOnlyFromAmong([.. FamiliesByWord.Keys]);
    }

    public IReadOnlyList<IpFamily> Read(ParseResult line) => FamiliesByWord[line.GetRequiredValue(this)];
}
