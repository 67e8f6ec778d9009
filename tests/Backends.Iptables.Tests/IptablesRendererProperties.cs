using FsCheck;
using FsCheck.Fluent;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Iptables;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>What holds for every history of a cluster. Each number is the seed of one change.</summary>
public sealed class IptablesRendererProperties
{
    private static readonly string[] AllTables = ["nat", "filter", "mangle"];

    public static TheoryData<IpFamily, DispatchMode> Modes => new()
    {
        { IpFamily.IPv4, DispatchMode.List }, { IpFamily.IPv4, DispatchMode.Auto }, { IpFamily.IPv4, DispatchMode.Tree }, { IpFamily.IPv6, DispatchMode.Auto },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Change_by_change_the_tables_become_what_a_full_render_makes(IpFamily family, DispatchMode mode) => ForAllHistories(family, mode, (renderer, kernel, applied, desired) =>
    {
        IptablesRuleset ruleset = Apply(renderer, kernel, applied, desired);
        Assert.Equal(Rendering.Full(renderer, desired).Dump(), kernel.Dump());
        return ruleset;
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_repair_leads_to_the_same_rules_from_any_state(IpFamily family, DispatchMode mode) => ForAllHistories(family, mode, (renderer, kernel, _, desired) =>
    {
        IptablesRuleset repair = renderer.RenderRepair(desired, Cut.ForLegacy);
        kernel.Load(Rendering.Text(repair.Scripts[0]));
        RestoreKernel wanted = Rendering.Full(renderer, desired);
        foreach (string table in AllTables)
            Assert.All(wanted[table].Chains.Where(chain => chain.StartsWith("KUBE-", StringComparison.Ordinal) && chain != ChainName.Firewall), chain => Assert.Equal(wanted[table].Rules(chain), kernel[table].Rules(chain)));
        return repair;
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public void At_every_commit_a_frontend_that_stays_leads_to_rules(IpFamily family, DispatchMode mode) => ForAllHistories(family, mode, (renderer, kernel, applied, desired) =>
    {
        List<Frontend> kept = Kept(applied?.Graph, desired);
        return Apply(renderer, kernel, applied, desired, () => Assert.All(kept, frontend =>
        {
            string? target = Walk(kernel["nat"], frontend).Follow(ChainName.Services, IsServiceChain);
            Assert.NotEmpty(kernel["nat"].Rules(target!)!); // the walk ended there
        }));
    });

    [Theory]
    [MemberData(nameof(Modes))]
    public void At_every_commit_a_frontend_is_translated_or_refused(IpFamily family, DispatchMode mode) => ForAllHistories(family, mode, (renderer, kernel, applied, desired) =>
    {
        List<Frontend> known = [.. ClusterIPs(desired).Where(frontend => applied is not null && ClusterIPs(applied.Graph).Any(other => IsSamePlace(other, frontend)))];
        return Apply(renderer, kernel, applied, desired, () => Assert.All(known, frontend => Assert.True(
            Walk(kernel["nat"], frontend).Follow(ChainName.Services, IsServiceChain) is not null
            || Walk(kernel["filter"], frontend).Follow(ChainName.Services, target => target is "REJECT" or "DROP") is not null)));
    });

    [Fact]
    public void While_a_table_is_half_changed_it_claims_nothing() => ForAllHistories(IpFamily.IPv4, DispatchMode.Auto, (renderer, kernel, applied, desired) =>
    {
        IptablesRuleset wanted = renderer.Describe(desired);
        RestoreKernel full = Rendering.Full(renderer, desired);
        return Apply(renderer, kernel, applied, desired, () =>
        {
            if (Claims(kernel, "nat", wanted.Signature.Nat))
                Assert.Equal(full["nat"].Dump(), kernel["nat"].Dump());
            if (Claims(kernel, "filter", wanted.Signature.Filter))
                Assert.Equal(full["filter"].Dump(), kernel["filter"].Dump());
        });
    });

    [Fact]
    public void The_same_graphs_give_the_same_bytes_in_one_commit_or_in_many() => ForAllHistories(IpFamily.IPv4, DispatchMode.Tree, (renderer, _, applied, desired) =>
    {
        IptablesRuleset ruleset = renderer.Render(desired, applied, Cut.ForNft);
        Assert.Equal(ruleset.Scripts.Select(Rendering.Text), renderer.Render(desired, applied, Cut.ForNft).Scripts.Select(Rendering.Text));
        Assert.Equal(
            Rendering.Load(renderer.RenderRepair(desired, Cut.ForNft), new RestoreKernel()).Dump(), Rendering.Load(renderer.RenderRepair(desired, Cut.ForLegacy), new RestoreKernel()).Dump());
        return ruleset;
    });

    /// <summary>As the backend does: hooks are added once, and after a repair what is left of earlier states is removed.</summary>
    private static IptablesRuleset Apply(IptablesRenderer renderer, RestoreKernel kernel, IptablesRuleset? applied, FamilyGraph desired, Action? committed = null)
    {
        IptablesRuleset ruleset = renderer.Render(desired, applied, Cut.ForNft);
        if (!ruleset.IsRepair || applied is null)
        {
            Rendering.Load(ruleset, kernel, committed);
            return ruleset;
        }

        kernel.Load(Rendering.Text(renderer.Restore(ruleset, new HooksView([]), Cut.ForNft)), committed);
        RestoreKernel wanted = Rendering.Full(renderer, desired);
        foreach (string table in AllTables)
            Remove(kernel, table, [.. kernel[table].Chains.Except(wanted[table].Chains)]);
        return ruleset;
    }

    private static void Remove(RestoreKernel kernel, string table, string[] chains) => kernel.Load(
        $"*{table}\n{string.Concat(chains.Select(chain => $":{chain} - [0:0]\n"))}{string.Concat(chains.Select(chain => $"-X {chain}\n"))}COMMIT\n");

    private static bool Claims(RestoreKernel kernel, string table, string signature) =>
        kernel[table].Rules(ChainName.State) is { } rules && rules.Any(rule => rule.Contains(signature, StringComparison.Ordinal));

    private static List<Frontend> Kept(FamilyGraph? old, FamilyGraph now) => old is null
        ? []
        : [.. Served(now).Where(frontend => Served(old).Any(other => IsSamePlace(other, frontend)))];

    private static IEnumerable<Frontend> Served(FamilyGraph graph) =>
        graph.Ports.SelectMany(port => port.Frontends).Where(frontend => frontend.Address is not null && !frontend.Pool.IsEmpty);

    private static IEnumerable<Frontend> ClusterIPs(FamilyGraph graph) => graph.Ports.SelectMany(port => port.Frontends).Where(frontend => frontend.Kind == FrontendKind.ClusterIP);

    private static bool IsSamePlace(Frontend left, Frontend right) => Equals(left.Address, right.Address) && left.Protocol == right.Protocol && left.Port == right.Port;

    private static bool IsServiceChain(string chain) => ChainName.IsPerObject(chain) && !chain.StartsWith("KUBE-DSP", StringComparison.Ordinal);

    private static PacketWalk Walk(RestoreTable table, Frontend frontend) => new(table, frontend.Address!, RuleWords.Of(frontend.Protocol), frontend.Port); // all callers choose those with an address

    private static void ForAllHistories(
        IpFamily family, DispatchMode mode, Func<IptablesRenderer, RestoreKernel, IptablesRuleset?, FamilyGraph, IptablesRuleset> step) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
        {
            IptablesRenderer renderer = Rendering.With(new IptablesOptions { Dispatch = mode, TreeThreshold = 3, CommentedEndpoints = 6 });
            var cluster = new RandomCluster();
            var kernel = new RestoreKernel();
            BuiltGraph? built = null;
            IptablesRuleset? applied = null;
            foreach (int seed in seeds)
            {
                cluster.Change(seed);
                built = GraphBuilder.Build(cluster.Store.Snapshot().State, Some.Options, built);
                applied = step(renderer, kernel, applied, built.Graph[family]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(30));
}
