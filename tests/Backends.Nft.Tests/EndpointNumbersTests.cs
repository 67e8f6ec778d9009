using System.Net;
using Proxier.Backends.Nft.Balancing;
using Proxier.Core.Graph;

namespace Proxier.Backends.Nft.Tests;

public sealed class EndpointNumbersTests
{
    [Fact]
    public void A_number_does_not_depend_on_the_other_endpoints()
    {
        Endpoint one = new(IPAddress.Parse("10.244.1.1"), 80, false), other = new(IPAddress.Parse("10.244.1.2"), 80, true);
        Assert.Equal(EndpointNumbers.Assign([one])[(one.Address, one.Port)], EndpointNumbers.Assign([other, one])[(one.Address, one.Port)]);
    }

    [Fact]
    public void Numbers_have_the_highest_bit_set_and_are_unique()
    {
        IEnumerable<Endpoint> endpoints = Enumerable.Range(0, 50_000).Select(i => new Endpoint(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), 80, false));
        var numbers = EndpointNumbers.Assign(endpoints);
        Assert.Equal(50_000, numbers.Values.Distinct().Count());
        Assert.All(numbers.Values, number => Assert.True(number.Value >= 0x8000_0000));
    }
}
