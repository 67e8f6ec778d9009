using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Building;

/// <summary>Session affinity (kube-proxy feature list, 1.11), schedulers and weights.</summary>
public sealed class BalancingTests
{
    [Fact]
    public void Affinity_is_on_every_frontend_of_the_port()
    {
        EquatableArray<Frontend> frontends = Assert.Single(Some.IPv4(Web().ExternalIPs("198.51.100.8").Sticky(60)).Ports).Frontends;
        Assert.All(frontends, frontend => Assert.Equal(TimeSpan.FromSeconds(60), frontend.AffinityTimeout));
    }

    [Fact]
    public void Without_affinity_there_is_no_timeout() => Assert.Null(Some.IPv4(Web()).The(FrontendKind.ClusterIP).AffinityTimeout);

    [Fact]
    public void An_affinity_of_no_time_is_none_and_is_reported()
    {
        BuiltGraph built = Some.Built(Web().Sticky(0));
        Assert.Null(built.Graph.IPv4.The(FrontendKind.ClusterIP).AffinityTimeout);
        Assert.Contains("timeoutSeconds", Assert.Single(built.Warnings).Field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Scheduler.Default)]
    [InlineData("random", Scheduler.Random)]
    [InlineData("round-robin", Scheduler.RoundRobin)]
    [InlineData("source-hash", Scheduler.SourceHash)]
    [InlineData("maglev", Scheduler.Maglev)]
    [InlineData("least-connection", Scheduler.LeastConnection)]
    public void The_annotation_chooses_the_scheduler(string? word, Scheduler scheduler)
    {
        BuiltGraph built = Some.Built(Scheduled(word));
        Assert.Equal(scheduler, built.Graph.IPv4.The(FrontendKind.ClusterIP).Scheduler);
        Assert.Empty(built.Warnings);
    }

    [Fact]
    public void An_unknown_scheduler_is_reported_and_the_default_used()
    {
        BuiltGraph built = Some.Built(Scheduled("magic").At("10.96.0.10", "fd00::10"));
        Assert.Equal(Scheduler.Default, built.Graph.IPv4.The(FrontendKind.ClusterIP).Scheduler);
        Assert.Equal(
            "Service default/web: metadata.annotations[proxier.dev/scheduler]: \"magic\" is none of random, round-robin, source-hash, maglev, least-connection; the default is used",
            Assert.Single(built.Warnings).ToString());
    }

    [Theory]
    [InlineData("10.244.2.1:8080 x3, 10.244.2.2:8080", 3, 1)]
    [InlineData("10.244.2.1:8080 x3, 10.244.2.2:8080 x2", 150, 100)]
    [InlineData("10.244.2.1:8080, 10.244.2.2:8080", 7, 7)]
    [InlineData("10.244.2.2:8080", 0, 5)]
    [InlineData("10.244.2.1:8080, 10.244.2.2:8080", 0, 0)]
    public void Weights_are_shares_without_a_common_divisor_and_0_takes_nothing_unless_all_have_it(string pool, int first, int second) =>
        Assert.Equal(pool, Some.IPv4(Web().Endpoint("10.244.2.1", Weight(first)).Endpoint("10.244.2.2", Weight(second))).The(FrontendKind.ClusterIP).Pool.Text());

    [Fact]
    public void Weights_of_the_local_list_are_shares_among_local_endpoints()
    {
        SomeService web = Web().OfType(ServiceType.NodePort).ExternallyLocal()
            .Endpoint("10.244.1.1", endpoint => endpoint with { Weight = 0, NodeName = Some.NodeName }).Endpoint("10.244.2.2", Weight(5));
        Frontend frontend = Some.IPv4(web).The(FrontendKind.NodePort);
        Assert.Equal(("10.244.1.1:8080", "10.244.2.2:8080"), (frontend.Pool.Text(), frontend.ShortCircuitPool?.Text()));
    }

    private static SomeService Web() => Some.Service().Port(80, nodePort: 30080);

    private static SomeService Scheduled(string? word) => Web().With(service => service with { SchedulerName = word });

    private static Func<SliceEndpoint, SliceEndpoint> Weight(int weight) => endpoint => endpoint with { Weight = weight };
}
