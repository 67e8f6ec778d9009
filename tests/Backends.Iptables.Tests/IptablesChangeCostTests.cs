using Proxier.Testing;

namespace Proxier.Backends.Iptables.Tests;

public sealed class IptablesChangeCostTests
{
    private const long Slack = 16 << 10;

    [Theory]
    [InlineData(DispatchMode.List)]
    [InlineData(DispatchMode.Tree)]
    public void A_change_costs_the_same_in_a_cluster_of_many_more_services(DispatchMode dispatch)
    {
        IptablesRenderer renderer = Rendering.With(new IptablesOptions { Dispatch = dispatch });
        ChangeCost small = Measure(renderer, 300), large = Measure(renderer, 10_000); // below 1,000 endpoints they have comments
        Assert.Equal(small.Lines, large.Lines);
        Assert.Equal(small.Text.Length, large.Text.Length);
        Assert.InRange(large.RenderBytes, 0, small.RenderBytes + Slack);
    }

    private static ChangeCost Measure(IptablesRenderer renderer, int services) =>
        ChangeCost.Measure(services, (desired, applied) => renderer.Render(desired, (IptablesRuleset?)applied, Cut.ForNft));
}
