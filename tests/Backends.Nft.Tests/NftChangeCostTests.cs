using Proxier.Testing;

namespace Proxier.Backends.Nft.Tests;

public sealed class NftChangeCostTests
{
    /// <summary>A pointer for each page of four arrays, twice, and the depth of trees: 0.2 % of what a pointer for each Service would be.</summary>
    private const long Slack = 16 << 10;

    [Fact]
    public void A_change_costs_the_same_in_a_cluster_of_a_hundred_times_as_many_services()
    {
        ChangeCost small = Measure(100), large = Measure(10_000);
        Assert.Equal(small.Lines, large.Lines);
        Assert.Equal(small.Text.Length, large.Text.Length);
        Assert.InRange(large.BuildBytes, 0, small.BuildBytes + Slack);
        Assert.InRange(large.RenderBytes, 0, small.RenderBytes + Slack);
    }

    private static ChangeCost Measure(int services) => ChangeCost.Measure(services, (desired, applied) => Rendering.Renderer.Render(desired, (NftRuleset?)applied));
}
