using Proxier.Core.Graph;
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

    /// <summary>Some ln n = 10 slots: in sorted order it would be half of them.</summary>
    [Fact]
    public void One_of_twenty_thousand_endpoints_changed_is_some_lines_and_not_half_of_them()
    {
        FamilyGraph before = Some.IPv4(Large(20_000)), after = Some.IPv4(Large(20_001));

        NftRuleset change = Rendering.Renderer.Render(after, Rendering.Renderer.RenderRepair(before));

        int slots = change.Scripts.Sum(script => Rendering.Text(script).Split('\n').Count(line => line.Contains(" : 10.", StringComparison.Ordinal)));
        Assert.InRange(slots, 1, 60);
    }

    private static SomeService Large(int endpoints) =>
        Some.Service("default/large").At("10.96.0.2").Port(80).Remote([.. Enumerable.Range(0, endpoints).Select(i => $"10.{i / 62_500}.{i / 250 % 250}.{i % 250}")]);

    private static ChangeCost Measure(int services) => ChangeCost.Measure(services, (desired, applied) => Rendering.Renderer.Render(desired, (NftRuleset?)applied));
}
