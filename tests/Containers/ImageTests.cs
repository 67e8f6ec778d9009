using System.Text.Json.Nodes;
using Proxier.Testing.Containers;
using Proxier.Testing.Network;

namespace Proxier.Containers;

[Collection(DockerCollection.Name)]
public sealed class ImageTests
{
    private const int MostMiB = 200;

    [NetnsFact]
    public async Task It_is_small_and_says_what_it_is()
    {
        JsonObject image = await DockerEngine.Current.InspectImageAsync(Docker.Image);
        JsonNode labels = image["Config"]!["Labels"]!;

        Assert.InRange((long)image["Size"]!, 1, MostMiB << 20);
        Assert.Equal(("proxier", Docker.Image.Split(':')[1]), ((string?)labels["org.opencontainers.image.title"], (string?)labels["org.opencontainers.image.version"]));
        Assert.Matches("^([0-9a-f]{40}|unknown)$", (string?)labels["org.opencontainers.image.revision"]);
    }

    /// <summary>nft 1.0.6, because rules that nft 1.1.3 wrote crash the 1.0.6 of a host.</summary>
    [NetnsTheory]
    [InlineData("nft --version", "nftables v1.0.6")]
    [InlineData("iptables-nft --version", "(nf_tables)")]
    [InlineData("iptables-legacy --version", "(legacy)")]
    [InlineData("ip6tables-legacy-save --version", "(legacy)")]
    [InlineData("ipset --version", "ipset v7")]
    [InlineData("conntrack --version", "conntrack v1")]
    [InlineData("nfacct version", "nfacct v1")]
    [InlineData("ip -V", "iproute2")]
    [InlineData("modprobe --version", "kmod")]
    public async Task It_has_the_tools_that_the_daemon_runs(string command, string answer) => Assert.Contains(answer, await RunAsync(command), StringComparison.Ordinal);

    /// <summary>kubeadm's DaemonSet runs /usr/local/bin/kube-proxy.</summary>
    [NetnsTheory]
    [InlineData("/usr/local/bin/proxyd")]
    [InlineData("/usr/local/bin/kube-proxy")]
    public async Task The_daemon_answers_to_both_names(string program) => Assert.Contains("--hostname-override", await RunAsync($"{program} --help"), StringComparison.Ordinal);

    /// <summary>Rendering takes no rights at all.</summary>
    [NetnsFact]
    public async Task Its_tool_renders_for_anybody()
    {
        await using IContainer container = new ContainerBuilder().WithImage(Docker.Image).WithEntrypoint("sleep", "infinity").WithCreateParameterModifier(parameters =>
        {
            parameters.User = "65534:65534";
            parameters.HostConfig.NetworkMode = "none";
            parameters.HostConfig.CapDrop.Add("ALL");
        }).Build();
        await container.StartAsync();
        await container.CopyAsync("""{ "apiVersion": "v1", "kind": "List", "items": [] }"""u8.ToArray(), "/tmp/objects.json");

        ExecResult rendered = await container.ExecAsync(["proxyctl", "render", "-f", "/tmp/objects.json"]);

        Assert.True(rendered.ExitCode == 0, rendered.Stderr);
        Assert.Contains("table ip proxier", rendered.Stdout, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string command)
    {
        string[] words = command.Split(' ');
        await using IContainer container = new ContainerBuilder().WithImage(Docker.Image).WithEntrypoint(words[0]).WithCommand(words[1..])
            .WithCreateParameterModifier(parameters => parameters.HostConfig.NetworkMode = "none").Build();
        await container.StartAsync();
        await container.WaitForExitAsync();
        (string output, string error) = await container.GetLogsAsync();
        return output + error;
    }
}
