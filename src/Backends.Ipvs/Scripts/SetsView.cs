using Proxier.Backends.Ipvs.Changes;
using Proxier.Backends.Ipvs.Sets;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Scripts;

/// <summary>The model of <c>sets.scriban</c>.</summary>
/// <param name="Destroyed">Names.</param>
internal sealed record SetsView(IReadOnlyList<NewSet> Created, IReadOnlyList<MemberEdit> Edits, IReadOnlyList<string> Destroyed)
{
    public static SetsView Of(IEnumerable<IpSet> created, IpFamily family) => new([.. created.Select(set => NewSet.Of(set, family))], [], []);

    public static SetsView Of(IEnumerable<SetEdit> edits, IpFamily family) =>
        new([], [.. edits.Select(edit => new MemberEdit(edit.IsAdded ? "add" : "del", edit.Entry.Set.In(family), edit.Entry.Member))], []);
}

/// <param name="Options">Whatever follows the type.</param>
internal sealed record NewSet(string Name, string Type, string Options)
{
    /// <summary>The size is only a limit. kube-proxy's is 65,536, which 30,000 services with three ports each do not fit in.</summary>
    public static NewSet Of(IpSet set, IpFamily family) => new(
        set.In(family), set.Type, set.Type.StartsWith("bitmap", StringComparison.Ordinal) ? "range 0-65535" : $"family {(family == IpFamily.IPv4 ? "inet" : "inet6")} hashsize 1024 maxelem 1048576");
}

internal sealed record MemberEdit(string Verb, string Set, string Member);
