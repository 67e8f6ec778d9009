using Proxier.Core.Choosing;
using Proxier.Core.Objects;
using Proxier.Core.Probing;

namespace Proxier.Core.Tests.Choosing;

public sealed class ModeSelectionTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task The_host_is_asked_no_further_than_the_first_mode_that_works()
    {
        SelectedMode selected = await SelectAsync("auto", "ipvs", "iptables");

        Assert.Equal(["nftables", "ipvs"], _asked);
        Assert.Equal("ipvs", selected.Choice.Selected);
        Assert.Equal("ipvs", selected.Probe.Mode);
    }

    [Fact]
    public async Task A_mode_that_works_but_has_no_backend_is_passed_over()
    {
        SelectedMode selected = await SelectAsync("ipvs", "ipvs", "iptables", built: ["nftables", "iptables"]);

        Assert.Equal(["ipvs", "iptables"], _asked);
        Assert.Equal("iptables", selected.Choice.Selected);
    }

    [Fact]
    public void Only_the_families_that_the_host_can_do_are_programmed()
    {
        RequirementResult[] requirements =
        [
            new("nat", IpFamily.IPv4, IsOptional: false, new Support.Yes()), new("nat", IpFamily.IPv6, IsOptional: false, new Support.No("kernel option CONFIG_IPV6")),
        ];
        var choice = new ModeChoice("nftables", "nftables", "as requested", [], Doubt: null);

        Assert.Equal([IpFamily.IPv4], new SelectedMode(choice, new ModeProbeResult("nftables", [.. requirements])).Families);
    }

    private async Task<SelectedMode> SelectAsync(string request, params string[] working) => await SelectAsync(request, working, ProxyModeWords.All);

    private Task<SelectedMode> SelectAsync(string request, string first, string second, string[] built) => SelectAsync(request, [first, second], built);

    private async Task<SelectedMode> SelectAsync(string request, string[] working, IReadOnlyCollection<string> built) =>
        await new ModeSelection(ProxyModeWords.All.Select(mode => new Probe(mode, working.Contains(mode), _asked)), built)
            .SelectAsync(new ModeRequest(request, null, IsStrict: false), CancellationToken.None);

    private sealed class Probe(string mode, bool works, List<string> asked) : IModeProbe
    {
        public string Mode => mode;

        public ValueTask<ModeProbeResult> ProbeAsync(CancellationToken cancel)
        {
            asked.Add(mode);
            Support support = works ? new Support.Yes() : new Support.No($"{mode} is missing");
            return ValueTask.FromResult(new ModeProbeResult(mode, [new RequirementResult("all", null, IsOptional: false, support)]));
        }
    }
}
