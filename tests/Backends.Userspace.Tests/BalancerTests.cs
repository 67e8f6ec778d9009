using Proxier.Backends.Userspace.Balancing;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Tests;

public sealed class BalancerTests
{
    private static readonly BalancerTimes Times = new(LastChoiceFor: TimeSpan.FromSeconds(10), DrainLimit: TimeSpan.FromMinutes(15));

    private readonly AffinityTable _affinity = new();
    private readonly Balancer _balancer;
    private long _nowMs;

    public BalancerTests() => _balancer = New();

    [Fact]
    public void Endpoints_take_turns()
    {
        Update(Lane("a", "b", "c"));
        string first = Next(), second = Next(), third = Next();
        Assert.Equal(["a", "b", "c"], new[] { first, second, third }.Order());
        Assert.Equal([first, second, third, first], [Next(), Next(), Next(), Next()]);
    }

    [Fact]
    public void Without_endpoints_there_is_nobody()
    {
        Update(Lane());
        Assert.Null(_balancer.Choose(Client(1), default, _nowMs));
    }

    [Fact]
    public void A_turn_is_as_long_as_its_weight()
    {
        Update(Weighted(("a", 5), ("b", 1), ("c", 1)));
        Assert.Equal(["a", "a", "b", "a", "c", "a", "a"], Enumerable.Range(0, 7).Select(_ => Next()).ToArray());
    }

    [Theory]
    [InlineData(Scheduler.Random)]
    [InlineData(Scheduler.RoundRobin)]
    [InlineData(Scheduler.LeastConnection)]
    [InlineData(Scheduler.SourceHash)]
    [InlineData(Scheduler.Maglev)]
    public void Every_scheduler_keeps_to_weights(Scheduler scheduler)
    {
        const int Clients = 9000;
        Update(Weighted(("a", 2), ("b", 1)) with { Scheduler = scheduler });
        int a = Enumerable.Range(0, Clients).Count(number => NameOf(_balancer.Choose(Client(number), default, _nowMs)) == "a");
        Assert.InRange(a, Clients * 2 / 3 - 250, Clients * 2 / 3 + 250); // standard deviation 45
    }

    [Fact]
    public void SourceHash_knows_the_address_only_and_maglev_the_port_too()
    {
        Update(Lane("a", "b", "c", "d") with { Scheduler = Scheduler.SourceHash });
        Assert.Single(Enumerable.Range(1, 100).Select(port => NameOf(_balancer.Choose(new Client(7, (ushort)port), default, _nowMs))).Distinct());
        Update(Lane("a", "b", "c", "d") with { Scheduler = Scheduler.Maglev });
        Assert.Equal(4, Enumerable.Range(1, 100).Select(port => NameOf(_balancer.Choose(new Client(7, (ushort)port), default, _nowMs))).Distinct().Count());
    }

    [Theory]
    [InlineData(Scheduler.SourceHash)]
    [InlineData(Scheduler.Maglev)]
    public void When_an_endpoint_leaves_only_its_own_clients_move(Scheduler scheduler)
    {
        Update(Lane("a", "b", "c", "d") with { Scheduler = scheduler });
        string[] before = [.. Enumerable.Range(0, 500).Select(number => NameOf(_balancer.Choose(Client(number), default, _nowMs)))];
        Update(Lane("a", "b", "d") with { Scheduler = scheduler });
        string[] after = [.. Enumerable.Range(0, 500).Select(number => NameOf(_balancer.Choose(Client(number), default, _nowMs)))];
        Assert.All(before.Zip(after), pair => Assert.True(pair.First == pair.Second || pair.First == "c"));
        Assert.DoesNotContain("c", after);
    }

    [Fact]
    public void LeastConnection_goes_where_the_fewest_are()
    {
        Update(Lane("a", "b") with { Scheduler = Scheduler.LeastConnection });
        Target first = Choose(1), second = Choose(2);
        Assert.NotEqual(first, second);
        second.Closed();
        Assert.Equal(second, Choose(3));
    }

    [Fact]
    public void What_failed_is_the_last_choice_for_a_while()
    {
        Update(Lane("a", "b", "c"));
        Target failed = Choose(1);
        _balancer.Failed(failed, Client(1), _nowMs);
        Assert.DoesNotContain(NameOf(failed), Enumerable.Range(0, 30).Select(_ => Next()));
        _nowMs += 10_001;
        Assert.Contains(NameOf(failed), Enumerable.Range(0, 3).Select(_ => Next()));
    }

    [Fact]
    public void When_all_failed_lately_they_are_all_tried_and_none_twice()
    {
        Update(Lane("a", "b", "c"));
        foreach (int client in new[] { 1, 2, 3 })
            _balancer.Failed(Choose(client), Client(client), _nowMs);
        Tried tried = default;
        HashSet<string> met = [];
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Target target = _balancer.Choose(Client(9), tried, _nowMs)!; // there are three
            met.Add(NameOf(target));
            tried.Add(target);
        }

        Assert.Equal(3, met.Count);
    }

    [Fact]
    public void A_client_keeps_its_endpoint_until_it_stays_away_too_long()
    {
        Update(Sticky("a", "b", "c"));
        string own = NameOf(Choose(1));
        for (int i = 0; i < 10; i++)
        {
            _nowMs += 59_000; // each new connection starts the time anew
            Assert.Equal(own, NameOf(Choose(1)));
        }

        _nowMs += 60_000;
        Assert.Null(_affinity.Find(Client(1).Address, TimeSpan.FromMinutes(1), _nowMs));
    }

    [Fact]
    public void Affinity_ends_with_a_failure()
    {
        Update(Sticky("a", "b", "c"));
        Target own = Choose(1);
        _balancer.Failed(own, Client(1), _nowMs);
        Tried tried = default;
        tried.Add(own);
        Target next = _balancer.Choose(Client(1), tried, _nowMs)!; // there are three
        Assert.NotEqual(own, next);
        Assert.Equal(next, Choose(1));
    }

    [Fact]
    public void Lanes_of_one_service_port_share_affinity_where_they_share_endpoints()
    {
        Balancer other = New();
        Update(Sticky("a", "b", "c"));
        other.Update(Sticky("a", "b", "c", "d"), _nowMs);
        Assert.Equal(NameOf(Choose(1)), NameOf(other.Choose(Client(1), default, _nowMs)));
        other.Update(Sticky("d"), _nowMs);
        Assert.Equal("d", NameOf(other.Choose(Client(1), default, _nowMs)));
    }

    [Fact]
    public void An_endpoint_that_is_gone_is_never_chosen_and_its_connections_have_a_limit()
    {
        Update(Sticky("a"));
        Target gone = Choose(1);
        Update(Sticky("b"));
        Assert.Equal("b", NameOf(Choose(1)));
        Assert.Equal(_nowMs + 900_000, gone.DrainUntilMs);
        Update(Sticky("a", "b"));
        Assert.False(gone.IsGone);
        Assert.Contains(gone, new[] { Choose(2), Choose(3) });
    }

    [Fact]
    public void Flows_to_an_endpoint_that_still_serves_have_no_limit_but_it_gets_no_new_ones()
    {
        Update(Lane("a"));
        Target terminating = Choose(1);
        Update(Lane("b") with { Serving = [EndpointOf("a", 1), EndpointOf("b", 1)] });
        Assert.False(terminating.IsGone);
        Assert.Equal(["b", "b"], [Next(), Next()]);
        Update(Lane("b") with { Serving = [EndpointOf("b", 1)] });
        Assert.True(terminating.IsGone);
    }

    [Fact]
    public void The_memory_of_clients_forgets_those_that_stayed_away()
    {
        Update(Sticky("a", "b"));
        for (int round = 0; round < 5; round++)
        {
            for (int number = 0; number < 2000; number++)
                Choose(round * 2000 + number);
            _nowMs += 61_000;
        }

        Assert.InRange(_affinity.Count, 1, 4100);
    }

    private Balancer New() => new(_affinity, Times, new Random(1));

    private void Update(LaneSpec spec) => _balancer.Update(spec, _nowMs);

    private Target Choose(int client) => _balancer.Choose(Client(client), default, _nowMs)!; // tests that call it have endpoints

    private string Next() => NameOf(_balancer.Choose(Client(1), default, _nowMs));

    private static Client Client(int number) => new((UInt128)(uint)number + 1, 40000);

    private static string NameOf(Target? target) => target is null ? "nobody" : ((char)('a' + target.Name.Port)).ToString();

    private static LaneSpec Lane(params string[] names) => Weighted([.. names.Select(name => (name, 1))]);

    private static LaneSpec Sticky(params string[] names) => Lane(names) with { AffinityTimeout = TimeSpan.FromMinutes(1) };

    private static LaneSpec Weighted(params (string Name, int Weight)[] endpoints) => new(
        new LaneName(new ServicePortName(new ObjectName("shop", "web"), "", Protocol.Tcp), IsLocal: false), 61000,
        new EndpointPool([.. endpoints.Select(endpoint => EndpointOf(endpoint.Name, endpoint.Weight))]));

    private static Endpoint EndpointOf(string name, int weight) => new(System.Net.IPAddress.Loopback, (ushort)(name[0] - 'a'), IsLocal: true, weight);
}
