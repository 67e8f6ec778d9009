using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Core.Events;
using Proxier.Kernel;
using Proxier.Kernel.Host;
using Proxier.Kernel.Sysctls;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Tests.CommandLine;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Hosting;

public sealed class NodeSettingsTests : IDisposable
{
    private readonly DirectoryInfo _proc = Directory.CreateTempSubdirectory("proxier-proc-");
    private readonly CountingLogger<NodeSettings> _log = new();
    private readonly RecordingEvents _events = new();

    public NodeSettingsTests()
    {
        File.WriteAllText(Path.Combine(_proc.FullName, "stat"), "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\ncpu2 1 2 3\ncpu3 1 2 3\ncpu4 1 2 3\nintr 5\n");
        Write("net/netfilter/nf_conntrack_max", "262144");
        Write("net/netfilter/nf_conntrack_buckets", "16384");
        Write("net/netfilter/nf_conntrack_tcp_timeout_established", "432000");
        Write("net/netfilter/nf_conntrack_tcp_timeout_close_wait", "3600");
        Write("net/ipv4/conf/all/route_localnet", "0");
    }

    public void Dispose() => _proc.Delete(recursive: true);

    [Fact]
    public void The_table_has_room_for_each_CPU_and_what_is_right_already_is_left_alone()
    {
        Set();
        Assert.Equal("163840", Read("net/netfilter/nf_conntrack_max"));
        Assert.Equal("40960", Read("net/netfilter/nf_conntrack_buckets"));
        Assert.Equal("86400", Read("net/netfilter/nf_conntrack_tcp_timeout_established"));
        Assert.Equal("0", Read("net/ipv4/conf/all/route_localnet"));
        Assert.Equal(3, _log.Count(LogLevel.Information));
        Assert.Equal(0, _log.Count(LogLevel.Warning));

        Set();
        Assert.Equal(3, _log.Count(LogLevel.Information));
    }

    [Fact]
    public void Zero_leaves_everything_as_it_is()
    {
        Set("--conntrack-max-per-core", "0", "--conntrack-tcp-timeout-established", "0", "--conntrack-tcp-timeout-close-wait", "0s");
        Assert.Empty(_log.Messages);
    }

    [Fact]
    public void The_hash_table_is_never_made_smaller()
    {
        Write("net/netfilter/nf_conntrack_buckets", "1000000");
        Set();
        Assert.Equal("1000000", Read("net/netfilter/nf_conntrack_buckets"));
    }

    [Fact]
    public void What_the_host_refuses_is_a_warning()
    {
        File.Delete(PathOf("net/netfilter/nf_conntrack_max"));
        Set("--conntrack-udp-timeout", "10s");
        Assert.Equal(2, _log.Count(LogLevel.Warning));
        Assert.Contains(_log.Messages, message => message.StartsWith("Kernel setting net/netfilter/nf_conntrack_udp_timeout stays at"));
    }

    [Fact]
    public void A_table_of_connections_that_cannot_grow_is_told_to_the_cluster()
    {
        Write("net/netfilter/nf_conntrack_buckets", "1024");
        string buckets = PathOf("net/netfilter/nf_conntrack_buckets");
        File.Delete(buckets);
        Directory.CreateDirectory(buckets); // root may write any file
        Set();
        Assert.Empty(_events.Reported); // it cannot even be read

        Directory.Delete(buckets);
        File.CreateSymbolicLink(buckets, "/proc/self/oom_score"); // reads as a number, and is nobody's to write
        Set();
        ClusterEvent told = Assert.Single(_events.Reported);
        Assert.Equal((EventType.Warning, "readOnlySysFS", "StartKubeProxy", "Node"), (told.Type, told.Reason, told.Action, told.Subject.Kind));
    }

    [Theory]
    [InlineData("localhost", "1")]
    [InlineData("127.0.0.0/8", "1")]
    [InlineData("primary", "0")]
    [InlineData("all", "0")]
    public void Loopback_is_routed_only_for_node_ports_there(string addresses, string expected)
    {
        Set("--nodeport-addresses", addresses);
        Assert.Equal(expected, Read("net/ipv4/conf/all/route_localnet"));
    }

    private void Set(params string[] arguments)
    {
        var paths = Options.Create(new HostPaths { Proc = _proc.FullName });
        new NodeSettings(new Sysctl(paths), new CpuCount(paths), _events, _log).Set(Parsed.Options(arguments));
    }

    private string PathOf(string name) => Path.Combine(_proc.FullName, "sys", name);

    private string Read(string name) => File.ReadAllText(PathOf(name)).Trim();

    private void Write(string name, string value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!); // the name has a folder
        File.WriteAllText(PathOf(name), value + "\n");
    }
}
