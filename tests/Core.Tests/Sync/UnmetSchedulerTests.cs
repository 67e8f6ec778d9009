using Proxier.Core.Graph;
using Proxier.Core.Sync;
using Proxier.Testing;

namespace Proxier.Core.Tests.Sync;

public sealed class UnmetSchedulerTests
{
    private static readonly HashSet<Scheduler> Possible = [Scheduler.Default, Scheduler.Random];

    [Fact]
    public void A_scheduler_that_the_backend_cannot_do_is_told_once()
    {
        FamilyGraph wants = Wanting("least-connection"), wantsStill = Wanting("least-connection", "10.244.2.9");
        UnmetScheduler unmet = Assert.Single(UnmetScheduler.BroughtBy(FamilyGraph.Changes(null, wants), Possible));
        Assert.Equal(("default/web", Scheduler.LeastConnection), (unmet.Port.ToString(), unmet.Scheduler));
        Assert.Empty(UnmetScheduler.BroughtBy(FamilyGraph.Changes(wants, wantsStill), Possible));
        Assert.Single(UnmetScheduler.BroughtBy(FamilyGraph.Changes(wants, Wanting("maglev")), Possible));
    }

    [Fact]
    public void What_the_backend_can_do_is_not_worth_a_word() =>
        Assert.Empty(UnmetScheduler.BroughtBy(FamilyGraph.Changes(null, Wanting("random")), Possible));

    private static FamilyGraph Wanting(string scheduler, string endpoint = "10.244.2.4") =>
        Some.IPv4(Some.Service().With(service => service with { SchedulerName = scheduler }).Port(80).Remote(endpoint));
}
