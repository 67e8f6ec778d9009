using System.Net;
using Proxier.Backends.Nft.Balancing;
using Proxier.Core;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Tests;

public sealed class MaglevTableTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(50)]
    public void Shares_are_within_a_tenth_of_even(int count)
    {
        EquatableArray<Endpoint> table = MaglevTable.Build(Endpoints(count));
        double fair = (double)table.Count / count;
        Assert.All(Endpoints(count), endpoint => Assert.InRange(table.Count(slot => slot == endpoint), 0.9 * fair, 1.1 * fair));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(50)]
    public void When_one_of_many_leaves_few_flows_of_the_others_move(int count)
    {
        EquatableArray<Endpoint> all = Endpoints(count);
        EquatableArray<Endpoint> before = MaglevTable.Build(all), after = MaglevTable.Build(all.Skip(1).ToEquatableArray());
        int moved = before.Zip(after).Count(pair => pair.First != all[0] && pair.First != pair.Second);
        Assert.InRange((double)moved / before.Count, 0, 0.05);
    }

    [Fact]
    public void Weights_are_shares()
    {
        EquatableArray<Endpoint> endpoints = [Endpoints(2)[0] with { Weight = 3 }, Endpoints(2)[1]];
        EquatableArray<Endpoint> table = MaglevTable.Build(endpoints);
        Assert.InRange((double)table.Count(slot => slot == endpoints[0]) / table.Count, 0.74, 0.76);
    }

    private static EquatableArray<Endpoint> Endpoints(int count) =>
        Enumerable.Range(1, count).Select(i => new Endpoint(new IPAddress([10, 244, 1, (byte)i]), 8080, IsLocal: false)).ToEquatableArray();
}
