using System.Net;
using Proxier.Backends.Nft.Balancing;
using Proxier.Core;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Tests;

public sealed class SteadyOrderTests
{
    /// <summary>On average some ln n = 9; half of all in sorted order.</summary>
    private const int MostMoved = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(513)]
    [InlineData(4096)]
    [InlineData(4097)]
    public void Each_endpoint_has_one_slot(int count)
    {
        EquatableArray<Endpoint> endpoints = Endpoints(count);

        Assert.Equal(endpoints.OrderBy(AddressOf), SteadyOrder.Of(endpoints).OrderBy(AddressOf));
    }

    [Fact]
    public void Repetitions_of_one_are_kept()
    {
        EquatableArray<Endpoint> endpoints = [.. Endpoints(300), .. Endpoints(301).Skip(300).SelectMany(last => Enumerable.Repeat(last, 200))];

        EquatableArray<Endpoint> ordered = SteadyOrder.Of(endpoints);

        Assert.Equal(200, ordered.Count(endpoint => endpoint == endpoints[^1]));
        Assert.Equal(301, ordered.Distinct().Count());
    }

    [Fact]
    public void One_that_comes_or_goes_moves_few_of_the_others()
    {
        EquatableArray<Endpoint> all = Endpoints(10_000);
        EquatableArray<Endpoint> before = SteadyOrder.Of(all);

        foreach (int index in new[] { 0, 1, 4_999, 9_999 })
        {
            EquatableArray<Endpoint> after = SteadyOrder.Of(all.Where((_, i) => i != index).ToEquatableArray());
            Assert.InRange(before.Zip(after).Count(pair => pair.First != pair.Second), 1, MostMoved);
        }
    }

    /// <summary>A restart sees the endpoints, and not the changes that led to them.</summary>
    [Fact]
    public void The_order_does_not_depend_on_the_order_in_which_they_come()
    {
        EquatableArray<Endpoint> endpoints = Endpoints(1_000);

        Assert.Equal(SteadyOrder.Of(endpoints), SteadyOrder.Of(endpoints.Reverse().ToEquatableArray()));
    }

    private static string AddressOf(Endpoint endpoint) => endpoint.Address.ToString();

    private static EquatableArray<Endpoint> Endpoints(int count) =>
        Enumerable.Range(1, count).Select(i => new Endpoint(new IPAddress([10, 244, (byte)(i / 250), (byte)(i % 250)]), 8080, IsLocal: false)).ToEquatableArray();
}
