using Proxier.Kubernetes.Watching;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_begin_anew_after_success()
    {
        var retry = new RetrySchedule(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), () => 0);
        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => retry.Next().TotalSeconds));
        retry.Reset();
        Assert.Equal(1, retry.Next().TotalSeconds);
    }

    [Fact]
    public void Chance_spreads_them_up_to_twice_as_long() =>
        Assert.Equal(1.75, new RetrySchedule(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), () => 0.75).Next().TotalSeconds);

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(10, 10.5)]
    [InlineData(86400, 120.5)]
    [InlineData(-5, 1.5)]
    public void What_the_server_asks_for_is_the_least_within_reason(double asked, double expected) =>
        Assert.Equal(expected, new RetrySchedule(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), () => 0.5).Next(TimeSpan.FromSeconds(asked)).TotalSeconds);
}
