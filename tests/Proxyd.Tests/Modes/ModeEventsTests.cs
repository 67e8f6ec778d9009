using Proxier.Core.Choosing;
using Proxier.Core.Events;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Prometheus;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Modes;

public sealed class ModeEventsTests
{
    private static readonly ModeChoice Fallback = new("ipvs", "iptables", "fallback, as ipvs cannot be used: kernel option \"CONFIG_IP_VS\"", [new("ipvs", "kernel option \"CONFIG_IP_VS\"")], Doubt: null);

    [Fact]
    public void A_fallback_warns_of_each_rejected_mode_and_of_what_is_used_instead()
    {
        ClusterEvent[] events = [.. ModeEvents.Of(Fallback, Some.NodeName)];

        Assert.Equal(["ProxyModeRejected", "ProxyModeFallback"], events.Select(happened => happened.Reason));
        Assert.All(events, happened => Assert.Equal((EventType.Warning, EventSubject.Node(Some.NodeName)), (happened.Type, happened.Subject)));
        Assert.All(events, happened => Assert.Contains("CONFIG_IP_VS", happened.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void What_auto_passed_over_is_for_the_record()
    {
        ClusterEvent[] events = [.. ModeEvents.Of(new ModeChoice("auto", "iptables", "the first that works", [new("nftables", "the program nft is not installed")], Doubt: null), Some.NodeName)];

        Assert.Equal(["ProxyModeRejected", "ProxyModeChosen"], events.Select(happened => happened.Reason));
        Assert.All(events, happened => Assert.Equal(EventType.Normal, happened.Type));
    }

    [Fact]
    public void Prometheus_sees_the_choice_and_each_rejected_mode()
    {
        using var metrics = new ModeMetrics(Fallback);
        using var exporter = new PrometheusExporter(metrics.Meter);

        string text = exporter.Text();

        Assert.Contains(
            """
            proxier_backend_info{reason="fallback, as ipvs cannot be used: kernel option \"CONFIG_IP_VS\"",requested="ipvs",selected="iptables"} 1
            """, text, StringComparison.Ordinal);
        Assert.Contains("""proxier_backend_rejected_info{mode="ipvs",reason="kernel option \"CONFIG_IP_VS\""} 1""", text, StringComparison.Ordinal);
    }
}
