using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Snapshots;
using Proxier.Testing;

namespace Proxier.Core.Tests.Snapshots;

public sealed class AddressPseudonymsTests
{
    private static readonly AddressPseudonyms Pseudonyms = new([1, 2, 3]);

    [Fact]
    public void Two_addresses_share_as_many_bits_as_their_pseudonyms() => Prop.ForAll(ArbMap.Default.ArbFor<uint>().Generator.Two().ToArbitrary(), pair =>
    {
        IPAddress left = IPv4(pair.Item1 & 0x00ffffff), right = IPv4(pair.Item2 & 0x00ffffff);
        Assert.Equal(Common(left, right), Common(Pseudonyms.Of(left), Pseudonyms.Of(right)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void Addresses_with_a_meaning_of_their_own_stay(string address) => Assert.Equal(IPAddress.Parse(address), Pseudonyms.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.244.1.7")]
    [InlineData("fd00:10:244::7")]
    public void All_others_get_another_one_that_depends_on_the_key(string text)
    {
        IPAddress address = IPAddress.Parse(text);
        Assert.NotEqual(address, Pseudonyms.Of(address));
        Assert.Equal(Pseudonyms.Of(address), new AddressPseudonyms([1, 2, 3]).Of(address));
        Assert.NotEqual(Pseudonyms.Of(address), new AddressPseudonyms([3, 2, 1]).Of(address));
    }

    [Fact]
    public void What_becomes_of_packets_stays_the_same()
    {
        var cluster = new RandomCluster();
        int packets = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            cluster.Change(seed);
            var real = new NodeSnapshot(cluster.Store.Snapshot().State, Some.Arguments, []);
            NodeSnapshot masked = Pseudonymiser.Apply(real, Pseudonyms);
            ServiceGraph graph = Build(real), maskedGraph = Build(masked);
            foreach (IpFamily family in Enum.GetValues<IpFamily>())
            {
                foreach (Packet packet in Packets.ToAll(graph[family]))
                {
                    packets++;
                    Packet other = packet with { Source = Pseudonyms.Of(packet.Source), Destination = Pseudonyms.Of(packet.Destination) };
                    Assert.Equal(Summary(Explain(graph[family], packet)), Summary(Explain(maskedGraph[family], other)));
                }
            }
        }

        Assert.InRange(packets, 1000, int.MaxValue);
    }

    private static ServiceGraph Build(NodeSnapshot snapshot) => GraphBuilder.Build(snapshot.State, GraphOptions.From(snapshot.Arguments)).Graph;

    private static PacketVerdict Explain(FamilyGraph graph, Packet packet) =>
        new PacketExplainer(graph, new HostAddresses(graph.Node, []), new PacketHabits { GuardsClusterIPs = true }).Explain(packet);

    /// <summary>Endpoints are in another order: they are sorted by address.</summary>
    private static string Summary(PacketVerdict verdict) =>
        $"{verdict.Origin} {verdict.Fate} {verdict.Cause} {verdict.Owner?.Name} {verdict.Frontend?.Kind} {string.Join(',', verdict.Candidates.Select(candidate => $"{candidate.Endpoint.Port} {candidate.Probability} {candidate.Source}").Order())}";

    private static IPAddress IPv4(uint number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static int Common(IPAddress left, IPAddress right) => (int)UInt128.LeadingZeroCount(left.ToNumber() ^ right.ToNumber());
}
