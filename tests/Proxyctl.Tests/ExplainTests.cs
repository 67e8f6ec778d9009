using System.Text.Json;

namespace Proxier.Proxyctl.Tests;

public sealed class ExplainTests
{
    private static readonly string Web = SomeManifests.Cluster;

    [Fact]
    public async Task People_read_what_happens_why_and_where()
    {
        ToolRun run = await ExplainAsync("tcp", "10.96.0.10:80", "--from", "198.51.100.7", "--cluster-cidr", "10.244.0.0/16");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("tcp 10.96.0.10:80 from 198.51.100.7 (outside the cluster): forwarded\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("is the cluster IP of shop/web:http\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("the source becomes an address of this node", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"10\.244\.2\.6:8080 +this node +100\.0 % +an address of this node", run.Output);
        Assert.Contains("10.96.0.10 . tcp . 80 . 0:0 : 10.244.2.6 . 8080\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_same()
    {
        JsonElement explanation = await JsonAsync("tcp", "10.96.0.10:80", "-o", "json");
        Assert.Equal(("192.0.2.11", "Forwarded"), (explanation.GetProperty("source").GetString(), explanation.GetProperty("fate").GetString()));
        Assert.Equal(("HasEndpoints", "shop/web:http"), (explanation.GetProperty("cause").GetString(), explanation.GetProperty("service").GetString()));
        JsonElement endpoint = Assert.Single(explanation.GetProperty("endpoints").EnumerateArray());
        Assert.Equal(("10.244.2.6:8080", 1), (endpoint.GetProperty("address").GetString(), endpoint.GetProperty("probability").GetDouble()));
        Assert.Contains(explanation.GetProperty("objects").EnumerateArray(), item => item.GetProperty("place").GetString() == "map backends");
    }

    [Theory]
    [InlineData("nft", "Refused")]
    [InlineData("iptables", "Untouched")]
    [InlineData("ipvs", "Refused")]
    [InlineData("userspace", "Refused")]
    public async Task The_backend_matters(string backend, string fate) =>
        Assert.Equal(fate, (await JsonAsync("tcp", "10.96.0.10:81", "--backend", backend, "-o", "json")).GetProperty("fate").GetString());

    [Theory]
    [InlineData("--from: 'fd00::1' is not an IPv4 address", "--from", "fd00::1")]
    [InlineData("--in-interface: pods are recognised", "--from", "10.244.1.7", "--detect-local-mode", "BridgeInterface", "--pod-bridge-interface", "cni0")]
    [InlineData("--local-addresses: 'here' is not an address", "--local-addresses", "here")]
    public async Task What_cannot_be_answered_is_bad_input(string error, params string[] flags)
    {
        ToolRun run = await ExplainAsync(["tcp", "10.96.0.10:80", .. flags]);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_read_as_in_manifests()
    {
        Assert.Equal("shop/web:http", (await JsonAsync("tcp", "010.96.0.010:80", "-o", "json")).GetProperty("service").GetString());
        Assert.Equal(ExitCode.BadInput, (await ExplainAsync("tcp", "10.96.10:80")).ExitCode);
    }

    [Fact]
    public async Task An_interface_makes_a_pod()
    {
        JsonElement explanation = await JsonAsync(
            "tcp", "10.96.0.10:80", "--from", "10.244.1.7", "--detect-local-mode", "BridgeInterface", "--pod-bridge-interface", "cni0", "--in-interface", "cni0", "-o", "json");
        Assert.Equal("a pod, by its interface cni0", explanation.GetProperty("from").GetString());
    }

    private static Task<ToolRun> ExplainAsync(params string[] arguments) => ToolRun.ReadingAsync(Web, ["explain", .. arguments, "-f", "-"]);

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        ToolRun run = await ExplainAsync(arguments);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
