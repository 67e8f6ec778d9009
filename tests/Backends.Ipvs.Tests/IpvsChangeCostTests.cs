using Proxier.Testing;

namespace Proxier.Backends.Ipvs.Tests;

public sealed class IpvsChangeCostTests
{
    [Fact]
    public void A_change_costs_the_same_in_a_cluster_of_a_hundred_times_as_many_services()
    {
        ChangeCost small = Measure(100), large = Measure(10_000);
        Assert.Equal(small.Lines, large.Lines);
        Assert.Equal(small.Text.Length, large.Text.Length);
        Assert.InRange(large.RenderBytes, 0, small.RenderBytes + (16 << 10));
    }

    private static ChangeCost Measure(int services)
    {
        using var bed = new IpvsBed();
        return ChangeCost.Measure(services, bed.Backend.Render);
    }
}
