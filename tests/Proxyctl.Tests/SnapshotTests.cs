using System.Text.Json;

namespace Proxier.Proxyctl.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string, string> ScenariosAndBackends
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string scenario in Scenario.Names)
            {
                data.Add(scenario, "nft");
                data.Add(scenario, "iptables");
            }

            return data;
        }
    }

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(ScenariosAndBackends))]
    public async Task A_replay_gives_the_same_bytes(string scenario, string backend)
    {
        await TakeAsync(scenario);
        ToolRun replay = await ToolRun.OfAsync("render", "--from-snapshot", _file, "--backend", backend, "--family", FamilyOf(scenario));
        Assert.Equal((ExitCode.Done, Scenario.Expected(scenario, backend)), (replay.ExitCode, replay.Output));
    }

    [Fact]
    public async Task A_snapshot_of_a_snapshot_is_the_same()
    {
        string first = await TakeAsync("external-local");
        Assert.Equal(first, (await ToolRun.OfAsync("snapshot", "--from-snapshot", _file)).Output);
    }

    [Fact]
    public async Task Addresses_can_be_replaced()
    {
        string masked = await TakeAsync("session-affinity-external-local", "--pseudonymise", "--local-addresses", "192.0.2.77");
        string real = await File.ReadAllTextAsync(Scenario.Input("session-affinity-external-local"));
        string[] addresses = [.. System.Text.RegularExpressions.Regex.Matches(real, @"\b\d+\.\d+\.\d+\.\d+\b").Select(match => match.Value).Append("192.0.2.77").Distinct()];
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.DoesNotContain($"\"{address}\"", masked, StringComparison.Ordinal));
        ToolRun replay = await ToolRun.OfAsync("render", "--from-snapshot", _file, "--family", "ip");
        Assert.Equal(ExitCode.Done, replay.ExitCode);
        Assert.Equal(Scenario.Expected("session-affinity-external-local", "nft").Split('\n').Length, replay.Output.Split('\n').Length);
    }

    [Fact]
    public async Task It_knows_the_local_addresses_for_explanations()
    {
        await TakeAsync("node-port-all-addresses", "--local-addresses", "192.0.2.77");
        ToolRun run = await ToolRun.OfAsync("explain", "tcp", "192.0.2.77:30080", "--from", "198.51.100.7", "--from-snapshot", _file, "-o", "json");
        Assert.Equal("Forwarded", JsonDocument.Parse(run.Output).RootElement.GetProperty("fate").GetString());
    }

    [Theory]
    [InlineData("{}", "is not a snapshot")]
    [InlineData("nothing", "is not a snapshot")]
    [InlineData("""{"apiVersion":"proxier.dev/v2","kind":"Snapshot"}""", "it is not of kind Snapshot, proxier.dev/v1")]
    public async Task What_is_no_snapshot_is_bad_input(string text, string error)
    {
        await File.WriteAllTextAsync(_file, text);
        ToolRun run = await ToolRun.OfAsync("render", "--from-snapshot", _file);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_flags_beside_a_snapshot_are_refused()
    {
        ToolRun run = await ToolRun.OfAsync("render", "--from-snapshot", _file, "--cluster-cidr", "10.0.0.0/8");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--cluster-cidr is already in the snapshot", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> TakeAsync(string scenario, params string[] more)
    {
        string[] flags = Scenario.Flags(scenario);
        int family = Array.IndexOf(flags, "--family");
        ToolRun run = await ToolRun.OfAsync(["snapshot", "-f", Scenario.Input(scenario), .. flags.Where((_, index) => index != family && index != family + 1), .. more]);
        Assert.Equal((ExitCode.Done, Scenario.Expected(scenario, "warnings")), (run.ExitCode, run.Error));
        await File.WriteAllTextAsync(_file, run.Output);
        return run.Output;
    }

    private static string FamilyOf(string scenario) => Scenario.Flags(scenario) is var flags ? flags[Array.IndexOf(flags, "--family") + 1] : "";
}
