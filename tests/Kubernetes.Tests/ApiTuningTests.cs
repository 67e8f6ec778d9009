namespace Proxier.Kubernetes.Tests;

public sealed class ApiTuningTests
{
    private static readonly KubernetesOptions Options = new("node-1");

    [Fact]
    public void Options_tell_how_long_to_wait_and_the_variables_of_client_go_how_to_check_connections()
    {
        ApiTuning tuning = From(Options with { Retry = TimeSpan.FromMilliseconds(50), Silence = TimeSpan.FromSeconds(10) }, "4", "2");

        Assert.Equal((50, 10, 5), (tuning.FirstRetry.TotalMilliseconds, tuning.WatchSilence.TotalSeconds, tuning.ListSilence.TotalSeconds));
        Assert.Equal((4, 2), (tuning.PingDelay.TotalSeconds, tuning.PingTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    public void What_is_not_said_is_as_usual(string? text)
    {
        var usual = new ApiTuning();
        Assert.Equal(usual with { Chance = Random.Shared.NextDouble }, From(Options, text, text) with { Chance = Random.Shared.NextDouble });
    }

    [Fact]
    public void A_delay_of_zero_means_no_pings() => Assert.Equal(Timeout.InfiniteTimeSpan, From(Options, "0", null).PingDelay);

    private static ApiTuning From(KubernetesOptions options, string? delay, string? timeout) => ApiTuning.From(
        options, name => name switch { "HTTP2_READ_IDLE_TIMEOUT_SECONDS" => delay, "HTTP2_PING_TIMEOUT_SECONDS" => timeout, _ => null });
}
