using Proxier.Core.Conntrack;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Conntrack;

public sealed class ConntrackCleanerTests
{
    private static SomeService Dns => Some.Service("kube-system/dns").Port(53, Protocol.Udp, target: 5353, nodePort: 30053);

    [Fact]
    public async Task Flows_to_endpoints_that_are_gone_go_and_all_others_stay()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.1.5", 5353);
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        cleaner.Table.Add("10.244.1.7", "8.8.8.8", 53, "8.8.8.8", 53);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Equal(["10.96.0.10:53 by 10.244.2.6:5353"], Deleted(cleaner));
        Assert.Equal(2, cleaner.Table.Flows.Count);
    }

    [Fact]
    public async Task Flows_that_the_backend_takes_itself_stay()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Backend.OwnPorts = [20017];
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "192.0.2.1", 20017);
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "192.0.2.1", 20018, clientPort: 40001);
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.9", 20017, clientPort: 40002);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Equal("192.0.2.1:20017", Assert.Single(cleaner.Table.Flows).ReplySource.ToString());
    }

    [Fact]
    public async Task A_flow_that_took_the_place_of_another_one_meanwhile_stays()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        cleaner.Table.OnDelete = () =>
        {
            cleaner.Table.Flows.Clear();
            cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        };
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Single(cleaner.Table.Flows);
        Assert.Equal(0, cleaner.Warnings);
    }

    [Fact]
    public async Task A_flow_whose_endpoint_comes_back_while_others_are_deleted_stays()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.7", 5353, clientPort: 40001);
        cleaner.Table.OnDelete = () => cleaner.Apply(Dns.Local("10.244.1.5", "10.244.2.7"));
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Equal(["10.96.0.10:53 by 10.244.2.6:5353"], Deleted(cleaner));
    }

    [Fact]
    public async Task An_endpoint_that_changed_its_port_is_another_one()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.1.5", 1053);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Empty(cleaner.Table.Flows);
    }

    [Fact]
    public async Task Flows_of_a_service_without_endpoints_are_deleted_whoever_answers()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.7", 5353, clientPort: 40001);
        await cleaner.CleanAsync(Dns);
        Assert.Empty(cleaner.Table.Flows);
    }

    [Fact]
    public async Task A_flow_from_before_the_service_existed_is_deleted()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Empty(cleaner.Table.Flows);
    }

    [Fact]
    public async Task A_flow_to_a_terminating_endpoint_that_serves_stays()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5").Endpoint("10.244.2.6", endpoint => endpoint with { IsReady = false, IsTerminating = true }));
        Assert.Single(cleaner.Table.Flows);
    }

    [Fact]
    public async Task A_node_port_counts_only_on_addresses_of_this_node_that_answer_it()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("198.51.100.7", "192.0.2.1", 30053, "10.244.2.6", 5353);
        cleaner.Table.Add("10.244.1.7", "192.0.2.2", 30053, "192.0.2.2", 30053);
        cleaner.Table.Add("198.51.100.7", "203.0.113.9", 30053, "203.0.113.9", 30053);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Equal(["192.0.2.1:30053 by 10.244.2.6:5353"], Deleted(cleaner));
    }

    [Fact]
    public async Task Flows_of_a_service_that_is_removed_are_deleted()
    {
        await using var cleaner = new CleanerHarness();
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        cleaner.PassPause();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.1.5", 5353);
        cleaner.Table.Add("198.51.100.7", "192.0.2.1", 30053, "10.244.1.5", 5353);
        await cleaner.CleanAsync();
        Assert.Empty(cleaner.Table.Flows);
    }

    [Fact]
    public async Task Flows_of_an_address_that_a_service_lost_are_deleted()
    {
        await using var cleaner = new CleanerHarness();
        await cleaner.CleanAsync(Dns.Local("10.244.1.5").ExternalIPs("203.0.113.80"));
        cleaner.PassPause();
        cleaner.Table.Add("198.51.100.7", "203.0.113.80", 53, "10.244.1.5", 5353);
        cleaner.Table.Add("198.51.100.7", "10.96.0.10", 53, "10.244.1.5", 5353);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Equal(["203.0.113.80:53 by 10.244.1.5:5353"], Deleted(cleaner));
    }

    [Fact]
    public async Task A_flow_that_ended_by_itself_meanwhile_is_no_failure()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        cleaner.Table.OnDelete = cleaner.Table.Flows.Clear;
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        Assert.Empty(cleaner.Table.Deleted);
        Assert.Equal(0, cleaner.Warnings);
    }

    [Fact]
    public async Task A_flow_whose_endpoint_is_back_before_its_turn_is_left_alone()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.1.6", 5353);
        cleaner.Apply(Dns.Local("10.244.1.5"));
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Grace);
        cleaner.Apply(Dns.Local("10.244.1.5", "10.244.1.6"));
        cleaner.Time.Advance(ConntrackCleaner.Grace);
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Pace);
        Assert.Empty(cleaner.Table.Deleted);
    }

    [Fact]
    public async Task Changes_of_TCP_services_cost_no_dump()
    {
        await using var cleaner = new CleanerHarness();
        SomeService web = Some.Service("default/web").At("10.96.0.20").Port(80);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"), web.Local("10.244.1.8"));
        cleaner.PassPause();
        cleaner.Apply(Dns.Local("10.244.1.5"), web.Local("10.244.1.9"));
        cleaner.Time.Advance(TimeSpan.FromMinutes(1));
        await cleaner.CleanAsync(Dns.Local("10.244.1.6"));
        Assert.Equal(2, cleaner.Table.Dumps);
    }

    [Fact]
    public async Task A_cluster_without_UDP_services_costs_no_dump()
    {
        await using var cleaner = new CleanerHarness();
        await cleaner.CleanAsync(Some.Service().Port(80).Local("10.244.1.8"));
        Assert.Equal(0, cleaner.Table.Dumps);
    }

    [Fact]
    public async Task A_thousand_changes_a_minute_are_at_most_one_dump_a_second()
    {
        await using var cleaner = new CleanerHarness();
        await cleaner.CleanAsync(Dns.Local("10.244.1.1"));
        for (int change = 0; change < 1000; change++)
            cleaner.Apply(Dns.Local($"10.244.1.{2 + (change % 200)}"));
        Assert.Equal(1, cleaner.Table.Dumps);

        cleaner.PassPause();
        await cleaner.PassGraceAsync();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Pace);
        Assert.Equal(2, cleaner.Table.Dumps);
    }

    [Fact]
    public async Task A_missing_table_is_one_warning_and_is_asked_again()
    {
        await using var cleaner = new CleanerHarness();
        cleaner.Table.IsMissing = true;
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.2.6", 5353);
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        cleaner.PassPause();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.RetryInterval);
        cleaner.Time.Advance(ConntrackCleaner.RetryInterval);
        await cleaner.PassGraceAsync();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Pace);
        Assert.Equal(1, cleaner.Warnings);

        cleaner.Table.IsMissing = false;
        cleaner.PassPause();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.RetryInterval);
        cleaner.Time.Advance(ConntrackCleaner.RetryInterval);
        await cleaner.PassGraceAsync();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Pace);
        Assert.Empty(cleaner.Table.Flows);
    }

    [Fact]
    public async Task Addresses_that_went_away_are_remembered_over_a_failure()
    {
        await using var cleaner = new CleanerHarness();
        await cleaner.CleanAsync(Dns.Local("10.244.1.5"));
        cleaner.PassPause();
        cleaner.Table.Add("10.244.1.7", "10.96.0.10", 53, "10.244.1.5", 5353);
        cleaner.Table.IsMissing = true;
        await cleaner.CleanAsync();
        cleaner.Table.IsMissing = false;
        cleaner.PassPause();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.RetryInterval);
        cleaner.Time.Advance(ConntrackCleaner.RetryInterval);
        await cleaner.PassGraceAsync();
        await cleaner.Time.WaitForTimerAsync(ConntrackCleaner.Pace);
        Assert.Empty(cleaner.Table.Flows);
    }

    private static IEnumerable<string> Deleted(CleanerHarness cleaner) => cleaner.Table.Deleted.Select(flow => $"{flow.Destination} by {flow.ReplySource}");
}
