using Proxier.Core.Health;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Core.Tests.Health;

public sealed class ProxyHealthTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ManualTime _time = new();
    private readonly ProxyHealth _health;

    public ProxyHealthTests() => _health = new ProxyHealth(_time, Timeout);

    [Fact]
    public void A_process_that_is_starting_is_healthy()
    {
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new HealthReport(true, _time.GetUtcNow(), _time.GetUtcNow()), _health.Report);
    }

    [Fact]
    public void A_change_that_waits_for_the_time_out_makes_it_unhealthy()
    {
        _health.Queued(IpFamily.IPv4, 1);
        _time.Advance(Timeout - Tick);
        Assert.True(_health.Report.IsHealthy);
        _time.Advance(Tick);
        Assert.False(_health.Report.IsHealthy);
    }

    [Fact]
    public void Later_changes_do_not_hide_that_the_first_one_waits()
    {
        _health.Queued(IpFamily.IPv4, 1);
        _time.Advance(Timeout / 2);
        _health.Queued(IpFamily.IPv4, 2);
        _time.Advance(Timeout / 2);
        Assert.False(_health.Report.IsHealthy);
    }

    [Fact]
    public void A_success_makes_it_healthy_again()
    {
        _health.Queued(IpFamily.IPv4, 1);
        _time.Advance(Timeout);
        _health.Updated(IpFamily.IPv4, 1);
        _time.Advance(Timeout);
        Assert.True(_health.Report.IsHealthy);
    }

    [Fact]
    public void A_change_that_came_in_during_the_apply_waits_from_its_end_on()
    {
        _health.Queued(IpFamily.IPv4, 1);
        _health.Queued(IpFamily.IPv4, 2);
        _time.Advance(Timeout / 2);
        _health.Updated(IpFamily.IPv4, 1);
        _time.Advance(Timeout - Tick);
        Assert.True(_health.Report.IsHealthy);
        _time.Advance(Tick);
        Assert.False(_health.Report.IsHealthy);
    }

    [Fact]
    public void One_stuck_family_makes_the_proxy_unhealthy_and_its_last_success_is_told()
    {
        _health.Queued(IpFamily.IPv6, 1);
        _health.Updated(IpFamily.IPv6, 1);
        DateTimeOffset success = _time.GetUtcNow();
        _time.Advance(Timeout);
        _health.Queued(IpFamily.IPv4, 2);
        _health.Queued(IpFamily.IPv6, 2);
        _time.Advance(Timeout);
        _health.Updated(IpFamily.IPv4, 2);
        Assert.Equal(new HealthReport(false, success, _time.GetUtcNow()), _health.Report);
    }
}
