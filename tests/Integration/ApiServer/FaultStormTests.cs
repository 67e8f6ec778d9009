using Proxier.Testing;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;
using Xunit.Abstractions;

namespace Proxier.Integration.ApiServer;

/// <summary>As many faults as are asked of us; <c>make live RUN=faults</c> makes as many as one likes, from another seed each time.</summary>
public sealed class FaultStormTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [NetnsFact]
    public async Task After_500_faults_while_objects_change_the_rules_are_those_of_a_fresh_start()
    {
        (ProxiedNode node, ApiServerPlace place) = await ProxiedNode.CreateWithApiServerAsync(Programs.UnderTest);
        await using ProxiedNode _ = node;
        var storm = new FaultStorm(node, place, Seed);

        await storm.RunAsync(faults: 500);

        output.WriteLine(storm.ToString());
        await node.UntilAsync(async () => (await storm.DifferencesFromFreshAsync(Programs.UnderTest)).Count == 0, Patience.Limit, $"the rules are not those of a fresh start; {storm}");
        Assert.True(storm.New.Failures + storm.Held.Failures == 0, storm.ToString());
        Assert.All(storm.Faults, kind => Assert.True(kind.Value >= FaultStorm.LeastOfEach, storm.ToString()));
        Assert.False(node.Daemon.Says("a failure that nobody foresaw"), node.Daemon.Log);
    }
}
