using System.Collections.Immutable;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Builds the graph of one family from the one before: what it costs is in proportion to what changed.</summary>
internal sealed class FamilyBuilder(FamilyBuild previous)
{
    /// <param name="changes">Ordered by name. All Services, when <paramref name="facts"/> are not the previous ones.</param>
    public FamilyBuild Build(NodeRules rules, NodeFacts facts, IReadOnlyList<ServiceChange> changes)
    {
        List<DraftChange> drafts = Drafts(new ServiceDrafter(previous.Graph.Family, facts), changes);
        var affected = new HashSet<ObjectName>();
        FrontendClaims claims = previous.Claims.Change(drafts, affected);
        List<(BuiltService Old, BuiltService New)> built = Resolve(new ClaimResolver(claims), drafts, affected);
        return previous with
        {
            Facts = facts,
            Claims = claims,
            Graph = Graph(rules, built),
            Services = NamedGroups.Replace(previous.Services, service => service.Name,
                built.ConvertAll(service => new NamedGroup<BuiltService>(service.New.Name, service.New.Draft.IsNothing ? [] : [service.New]))),
            ServiceWarnings = Warnings(built),
        };
    }

    private List<DraftChange> Drafts(ServiceDrafter drafter, IReadOnlyList<ServiceChange> changes)
    {
        var drafts = new List<DraftChange>(changes.Count);
        foreach (ServiceChange change in changes)
        {
            ServiceDraft old = Old(change.Name).Draft;
            ServiceDraft now = (change.Now is null ? ServiceDraft.Nothing(change.Name) : drafter.Draft(change.Now)).Keeping(old);
            if (!ReferenceEquals(old, now))
                drafts.Add(new DraftChange(old, now));
        }

        return drafts;
    }

    private List<(BuiltService Old, BuiltService New)> Resolve(ClaimResolver resolver, List<DraftChange> drafts, HashSet<ObjectName> affected)
    {
        affected.ExceptWith(drafts.Select(draft => draft.New.Name));
        IEnumerable<ServiceDraft> all = drafts.Select(draft => draft.New);
        if (affected.Count > 0)
            all = all.Concat(affected.Select(name => Old(name).Draft)).OrderBy(draft => draft.Name);

        var built = new List<(BuiltService Old, BuiltService New)>(drafts.Count + affected.Count);
        foreach (ServiceDraft draft in all)
        {
            BuiltService old = Old(draft.Name);
            built.Add((old, resolver.Resolve(draft, old)));
        }

        return built;
    }

    private FamilyGraph Graph(NodeRules rules, List<(BuiltService Old, BuiltService New)> built)
    {
        FamilyGraph old = previous.Graph;
        List<(BuiltService Old, BuiltService New)> changed = built.FindAll(service => !service.New.Ports.IsSame(service.Old.Ports));
        if (changed.Count == 0 && rules.Equals(old.Node))
            return old;

        Digest digest = old.Digest - old.Node.Digest + rules.Digest;
        foreach ((BuiltService before, BuiltService after) in changed)
            digest = digest - Sum(before.Ports) + Sum(after.Ports);
        return old with
        {
            Node = rules.Equals(old.Node) ? old.Node : rules,
            Digest = digest,
            Ports = NamedGroups.Replace(old.Ports, port => port.Name.Service,
                changed.ConvertAll(service => new NamedGroup<ServicePort>(service.New.Name, service.New.Ports))),
        };
    }

    private ImmutableSortedDictionary<ObjectName, EquatableArray<GraphWarning>> Warnings(List<(BuiltService Old, BuiltService New)> built)
    {
        var warnings = previous.ServiceWarnings.ToBuilder();
        foreach ((BuiltService before, BuiltService after) in built)
        {
            if (!after.Warnings.IsEmpty)
                warnings[after.Name] = after.Warnings;
            else if (!before.Warnings.IsEmpty)
                warnings.Remove(after.Name);
        }

        return warnings.ToImmutable();
    }

    private BuiltService Old(ObjectName name) => NamedGroups.Find(previous.Services, service => service.Name, name) ?? BuiltService.Nothing(name);

    private static Digest Sum(EquatableArray<ServicePort> ports) => ports.Aggregate(default(Digest), (sum, port) => sum + port.Digest);
}
