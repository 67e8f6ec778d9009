using System.Text.Json;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Proxyctl.Tests;

public sealed class ApplyTests
{
    private readonly FakeBackend _backend = new();

    [Fact]
    public async Task Both_families_are_applied_and_summed_up_on_standard_error()
    {
        ToolRun run = await ApplyAsync();
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Output));
        Assert.Matches(@"IPv4 +1 +1 +1 +applied in", run.Error);
        Assert.Matches(@"IPv6 +0 +0 +0 +applied in", run.Error);
        Assert.Equal("shop/web:http", Assert.Single(_backend[IpFamily.IPv4].Held!.Ports).Name.ToString()); // it was just applied
    }

    [Fact]
    public async Task Rules_that_lead_nowhere_without_the_daemon_are_not_applied()
    {
        ToolRun run = await ApplyAsync("--backend", "userspace");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("lead to sockets of proxyd, and to nobody without it: run proxyd --proxy-mode userspace", run.Error, StringComparison.Ordinal);
        Assert.Empty(_backend[IpFamily.IPv4].Applied);
    }

    [Fact]
    public async Task What_is_there_already_is_left_alone()
    {
        await ApplyAsync();
        ToolRun run = await ApplyAsync();
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"IPv4 .*nothing to do", run.Error);
        Assert.Single(_backend[IpFamily.IPv4].Applied);
    }

    [Fact]
    public async Task A_repair_writes_what_is_there_already()
    {
        await ApplyAsync();
        ToolRun run = await ApplyAsync("--repair");
        Assert.Matches(@"IPv4 .*applied in", run.Error);
        Assert.Equal(2, _backend[IpFamily.IPv4].Applied.Count);
    }

    [Fact]
    public async Task A_failure_in_one_family_does_not_stop_the_other()
    {
        _backend[IpFamily.IPv4].Refusals = 1;
        ToolRun run = await ApplyAsync();
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("error: IPv4: fake ended with code 1: told to", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"IPv6 .*applied in", run.Error);
        Assert.Single(_backend[IpFamily.IPv6].Applied);
    }

    [Fact]
    public async Task One_family_alone_can_be_asked_for()
    {
        await ApplyAsync("--family", "ip6");
        Assert.Empty(_backend[IpFamily.IPv4].Applied);
        Assert.Single(_backend[IpFamily.IPv6].Applied);
    }

    [Fact]
    public async Task Programs_get_the_summary_on_standard_output()
    {
        _backend[IpFamily.IPv6].Refusals = 1;
        ToolRun run = await ApplyAsync("-o", "json");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        JsonElement[] families = [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("families").EnumerateArray()];
        Assert.Equal(["IPv4 Applied", "IPv6 Failed"], families.Select(family => $"{family.GetProperty("family")} {family.GetProperty("outcome")}"));
        Assert.Equal(1, families[0].GetProperty("size").GetProperty("endpoints").GetInt32());
        Assert.Contains("told to", families[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_changes_nothing()
    {
        ToolRun run = await ToolRun.WithAsync(_backend, SomeManifests.Cluster + "---\n" + SomeManifests.Service(), "apply", "-f", "-");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(_backend[IpFamily.IPv4].Applied);
    }

    [Theory]
    [InlineData("", "the input holds no Service, no EndpointSlice, no Node, no ServiceCIDR. Nothing was changed")]
    [InlineData("apiVersion: v1\nkind: List\nitems: []\n", "no ServiceCIDR. Nothing was changed")]
    [InlineData("apiVersion: v1\nkind: Servce\nmetadata: {name: web}\n", "left out: 1 Servce (v1). Nothing was changed; to remove every rule of ours, use 'proxyctl cleanup'")]
    public async Task Input_without_anything_to_apply_empties_no_node(string input, string error)
    {
        await ApplyAsync();
        ToolRun run = await ToolRun.WithAsync(_backend, input, "apply", "-f", "-");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.NotEmpty(_backend[IpFamily.IPv4].Held!.Ports); // it was just applied
    }

    [Fact]
    public async Task A_cluster_without_services_is_applied()
    {
        await ApplyAsync();
        Assert.Equal(ExitCode.Done, (await ToolRun.WithAsync(_backend, SomeManifests.Node(), "apply", "-f", "-")).ExitCode);
        Assert.Empty(_backend[IpFamily.IPv4].Held!.Ports); // it was just applied
    }

    private Task<ToolRun> ApplyAsync(params string[] more) => ToolRun.WithAsync(_backend, SomeManifests.Cluster, ["apply", "-f", "-", .. more]);
}
