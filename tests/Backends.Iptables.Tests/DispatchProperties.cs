using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Backends.Iptables.Chains;
using Proxier.Backends.Iptables.Dispatch;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing.Iptables;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>The tree, with enough entries to branch. Each number in a history adds or removes one to three entries.</summary>
public sealed class DispatchProperties
{
    private static readonly DispatchLimits Limits = new(DispatchMode.Auto, TreeThreshold: 30);

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void Edit_by_edit_the_chains_become_those_of_a_full_render(IpFamily family) => ForAllHistories(family, (kernel, old, now) =>
    {
        kernel.Load(Text(Change(old, now)));
        RestoreKernel full = Start();
        full.Load(Full(now));
        Assert.Equal(full.Dump(), kernel.Dump());
    });

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void A_packet_finds_its_entry_and_no_other_finds_one(IpFamily family) => ForAllHistories(family, (kernel, old, now) =>
    {
        kernel.Load(Text(Change(old, now)));
        foreach (DispatchEntry entry in Universe(family).Where(entry => entry.Key.AddressDigits > 0))
        {
            var walk = new PacketWalk(kernel["nat"], entry.Key.ToAddress()!, RuleWords.Of(entry.Key.Protocol), entry.Key.Port); // it has digits
            bool isThere = now[DispatchRoot.NatServices].Entries.Contains(entry);
            Assert.Equal(isThere ? entry.Target : null, walk.Follow(ChainName.Services, target => target.StartsWith("KUBE-SVC-", StringComparison.Ordinal)));
        }
    });

    [Fact]
    public void Ten_thousand_addresses_are_told_apart_by_tens_of_rules()
    {
        List<PlacedEntry> entries = [.. Enumerable.Range(0, 10_000).Select(i => Entry(new IPAddress([10, 96, (byte)(i / 250), (byte)(i % 250)]), Protocol.Tcp, 80, $"s{i}"))];
        RestoreKernel kernel = Start(entries);
        kernel.Load(Text(Change(DispatchState.Empty, DispatchState.Empty.With(entries))));

        List<int> met = [.. entries.Select(entry =>
        {
            var walk = new PacketWalk(kernel["nat"], entry.Entry.Key.ToAddress()!, "tcp", 80); // all have one
            Assert.Equal(entry.Entry.Target, walk.Follow(ChainName.Services, target => target.StartsWith("KUBE-SVC-", StringComparison.Ordinal)));
            return walk.Rules;
        })];

        Assert.InRange(met.Average(), 10, 35);
        Assert.InRange(met.Max(), 10, 70);
    }

    [Fact]
    public void However_addresses_nest_no_packet_follows_more_jumps_than_the_kernel_allows()
    {
        // Sixteen neighbours at each of 32 lengths: the deepest tree that can be made.
        IEnumerable<PlacedEntry> entries = Enumerable.Range(0, 32).SelectMany(length => Enumerable.Range(1, 15).SelectMany(digit => Enumerable.Range(1, 2).Select(port =>
            Entry(new IPAddress(Bytes((UInt128)digit << (4 * (31 - length)))), Protocol.Tcp, (ushort)port, $"s{length}-{digit}-{port}"))));
        DispatchState state = DispatchState.Empty.With(entries);
        Dictionary<string, DispatchChain> chains = Change(DispatchState.Empty, state).Written.ToDictionary(chain => chain.Name);

        Assert.InRange(state[DispatchRoot.NatServices].Addresses!.Height, 20, 32); // there are entries
        Assert.InRange(Depth(ChainName.Services), 3, 9);

        int Depth(string name) => chains.TryGetValue(name, out DispatchChain? chain) ? 1 + chain.Rules.Max(rule => Depth(rule.Target)) : 0;
    }

    [Fact]
    public void One_new_service_among_ten_thousand_is_a_matter_of_a_few_rules()
    {
        DispatchState many = DispatchState.Empty.With(Enumerable.Range(0, 10_000).Select(i => Entry(new IPAddress([10, 96, (byte)(i / 250), (byte)(i % 250)]), Protocol.Tcp, 80, $"s{i}")));
        PlacedEntry added = Entry(new IPAddress([10, 96, 7, 252]), Protocol.Tcp, 80, "new");

        DispatchChange change = Change(many, many.With([added]));

        Assert.InRange(change.Written.Sum(chain => chain.Rules.Count) + change.Edits.Sum(edit => edit.Count), 1, 20);
        Assert.Empty(change.Deleted);
    }

    private static byte[] Bytes(UInt128 number)
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return bytes;
    }

    private static PlacedEntry Entry(IPAddress? address, Protocol protocol, ushort port, string name)
    {
        var owner = new ServicePortName(new ObjectName("ns", name), "", protocol);
        DispatchRoot root = address is null ? DispatchRoot.NatNodePorts : DispatchRoot.NatServices;
        return new PlacedEntry(root, new DispatchEntry(DispatchKey.Of(address, protocol, port), owner, address is null ? DispatchKind.NodePort : DispatchKind.ClusterIP, ChainName.ClusterPool(owner)));
    }

    /// <summary>Few digits, much in common, many ports on one address: everything branches somewhere.</summary>
    private static IReadOnlyList<DispatchEntry> Universe(IpFamily family) => [.. Placed(family).Select(placed => placed.Entry)];

    private static IEnumerable<PlacedEntry> Placed(IpFamily family)
    {
        for (int i = 0; i < 120; i++)
        {
            byte[] bytes = family == IpFamily.IPv4 ? [10, (byte)(i % 3 * 16), (byte)(i % 5), (byte)i] : [0xfd, 0, (byte)(i % 3 * 16), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(i % 5), (byte)i];
            yield return Entry(new IPAddress(bytes), Protocol.Tcp, 80, $"s{i}");
        }

        for (int i = 0; i < 40; i++)
            yield return Entry(IPAddress.Parse(family == IpFamily.IPv4 ? "203.0.113.9" : "2001:db8::9"), i % 2 == 0 ? Protocol.Tcp : Protocol.Udp, (ushort)(8000 + (i * 3)), $"p{i}");
        for (int i = 0; i < 60; i++)
            yield return Entry(null, i % 3 == 0 ? Protocol.Udp : Protocol.Tcp, (ushort)(30000 + (i * 7)), $"n{i}");
    }

    private static DispatchChange Change(DispatchState old, DispatchState now)
    {
        List<DispatchChange> changes = [.. DispatchRoot.In("nat").Select(root => DispatchChange.Between(Layout(root, old), Layout(root, now)))];
        return new DispatchChange([.. changes.SelectMany(change => change.Written)], [.. changes.SelectMany(change => change.Edits)], [.. changes.SelectMany(change => change.Deleted)]);
    }

    private static string Full(DispatchState state) => Rendering.Pieces(DispatchRoot.In("nat")
        .Select(root => Layout(root, state)).SelectMany(layout => layout.Branches.Append(layout.Root)).InPieces().Select(chains => PieceView.Of("nat", chains)));

    private static DispatchLayout Layout(DispatchRoot root, DispatchState state) =>
        new(root, state[root], new Frame(null, null, [new NodePortPlace(null, null)], "0x4000", false, true, true, true), Limits);

    private static string Text(DispatchChange change) =>
        Rendering.Pieces([PieceView.Of("nat", [.. change.Written]).Deleting(change.Deleted) with { Edits = change.Edits }]);

    /// <summary>With the fixed chains and those that entries lead to.</summary>
    private static RestoreKernel Start(IEnumerable<PlacedEntry>? entries = null)
    {
        var kernel = new RestoreKernel();
        IEnumerable<ServiceChain> targets = (entries ?? Placed(IpFamily.IPv4).Concat(Placed(IpFamily.IPv6))).Select(placed => placed.Entry.Target).Distinct()
            .Select(name => new PickChain(name, null, [], []));
        kernel.Load(Rendering.Pieces([PieceView.Of([.. targets]) with { Declared = [ChainName.Services, ChainName.NodePorts, .. targets.Select(chain => chain.Name)] }]));
        return kernel;
    }

    private static void ForAllHistories(IpFamily family, Action<RestoreKernel, DispatchState, DispatchState> step) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), seeds =>
        {
            PlacedEntry[] all = [.. Placed(family)];
            RestoreKernel kernel = Start();
            kernel.Load(Full(DispatchState.Empty));
            DispatchState state = DispatchState.Empty;
            var present = new HashSet<PlacedEntry>();
            foreach (int seed in seeds)
            {
                PlacedEntry[] chosen = [.. new Random(seed).GetItems(all, 1 + (Math.Abs(seed % 40))).Distinct()];
                DispatchState next = state.Without(chosen.Where(present.Contains)).With(chosen.Where(entry => !present.Contains(entry)));
                present.SymmetricExceptWith(chosen);
                step(kernel, state, next);
                Assert.Equal(present.OrderBy(entry => entry.Entry), DispatchRoot.In("nat").SelectMany(root => next[root].Entries.Select(entry => new PlacedEntry(root, entry))).OrderBy(entry => entry.Entry));
                state = next;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(20));
}
