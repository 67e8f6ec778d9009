using Proxier.Core.Choosing;
using Proxier.Core.Probing;
using Proxier.Proxyd.Modes;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Modes;

public sealed class ModeStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proxier-start-").FullName;
    private readonly CountingLogger<SelectedMode> _log = new();
    private readonly HashSet<string> _working = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Auto_stays_with_its_choice_over_restarts_until_it_no_longer_works()
    {
        _working.Add("iptables");
        Assert.Equal("iptables", await SelectAsync("auto"));

        _working.Add("nftables");
        Assert.Equal("iptables", await SelectAsync("auto"));

        _working.Remove("iptables");
        Assert.Equal("nftables", await SelectAsync("auto"));
        Assert.Contains(_log.Messages, message => message.Contains("iptables, chosen at an earlier start, can no longer be used: iptables is missing", StringComparison.Ordinal));

        _working.Add("iptables");
        Assert.Equal("nftables", await SelectAsync("auto"));
    }

    [Fact]
    public async Task A_mode_that_was_named_is_neither_remembered_nor_overruled_by_what_is()
    {
        _working.UnionWith(["nftables", "iptables"]);

        Assert.Equal("iptables", await SelectAsync("iptables"));
        Assert.Equal("nftables", await SelectAsync("auto"));
        Assert.Equal("iptables", await SelectAsync("iptables"));
        Assert.Equal("nftables", await SelectAsync("auto"));
    }

    [Fact]
    public async Task The_choice_and_each_rejected_mode_are_logged_with_their_reasons()
    {
        _working.Add("iptables");

        await SelectAsync("ipvs");

        Assert.Equal(
            ["Proxy mode ipvs is not used: ipvs is missing", "Proxy mode iptables is used, ipvs was requested: fallback, as ipvs cannot be used: ipvs is missing"], _log.Messages);
    }

    private async Task<string> SelectAsync(string requested)
    {
        var selection = new ModeSelection(Core.ProxyModeWords.All.Select(mode => new Probe(mode, _working.Contains(mode))), [.. Core.ProxyModeWords.All]);
        var settings = new ModeSettings(requested, IsStrict: false, Path.Combine(_folder, "proxy-mode"));
        return (await ModeStart.SelectAsync(settings, selection, _log, CancellationToken.None)).Choice.Selected;
    }

    private sealed class Probe(string mode, bool works) : IModeProbe
    {
        public string Mode => mode;

        public ValueTask<ModeProbeResult> ProbeAsync(CancellationToken cancel)
        {
            Support support = works ? new Support.Yes() : new Support.No($"{mode} is missing");
            return ValueTask.FromResult(new ModeProbeResult(mode, [new RequirementResult("all", null, IsOptional: false, support)]));
        }
    }
}
