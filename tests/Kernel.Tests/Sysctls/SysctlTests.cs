using Microsoft.Extensions.Options;
using Proxier.Core.Host;
using Proxier.Kernel.Sysctls;

namespace Proxier.Kernel.Tests.Sysctls;

public sealed class SysctlTests : IDisposable
{
    private const string Forward = "net/ipv4/ip_forward";
    private readonly string _proc = Directory.CreateTempSubdirectory("proxier-proc-").FullName;

    public SysctlTests() => Directory.CreateDirectory(Path.Combine(_proc, "sys/net/ipv4"));

    private string ForwardFile => Path.Combine(_proc, "sys", Forward);

    [Fact]
    public void A_setting_is_read_without_its_line_end()
    {
        File.WriteAllText(ForwardFile, "1\n");

        Assert.Equal("1", Sysctl().Read(Forward));
    }

    [Fact]
    public void They_may_be_elsewhere_than_below_proc()
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(_proc, "given/net/ipv4")).Parent!.Parent!.FullName; // made above
        File.WriteAllText(Path.Combine(elsewhere, Forward), "0\n");

        var given = new Sysctl(Options.Create(new HostPaths { Proc = _proc, Sysctls = elsewhere }));

        Assert.Equal(new SysctlResult.Changed("0"), given.Set(Forward, "1"));
        Assert.Null(Sysctl().Read(Forward));
    }

    [Fact]
    public void What_the_kernel_does_not_have_is_null() => Assert.Null(Sysctl().Read("net/ipv4/vs/conntrack"));

    [Fact]
    public void A_different_value_is_written()
    {
        File.WriteAllText(ForwardFile, "0\n");

        Assert.Equal(new SysctlResult.Changed("0"), Sysctl().Set(Forward, "1"));
        Assert.Equal("1\n", File.ReadAllText(ForwardFile));
    }

    [Fact]
    public void The_same_value_is_not_written_again()
    {
        File.WriteAllText(ForwardFile, "1\n");
        File.SetLastWriteTimeUtc(ForwardFile, DateTime.UnixEpoch);

        Assert.Equal(new SysctlResult.Unchanged(), Sysctl().Set(Forward, "1"));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(ForwardFile));
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_refused_and_not_created()
    {
        var refused = Assert.IsType<SysctlResult.Refused>(Sysctl().Set(Forward, "1"));

        Assert.Null(refused.Before);
        Assert.Contains("Could not find file", refused.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(ForwardFile));
    }

    [Fact]
    public void What_the_kernel_does_not_accept_is_refused_with_its_words()
    {
        var real = new Sysctl(Options.Create(new HostPaths()));

        var refused = Assert.IsType<SysctlResult.Refused>(real.Set("kernel/osrelease", "7.0"));

        Assert.Equal(real.Read("kernel/osrelease"), refused.Before);
        Assert.NotEmpty(refused.Reason);
    }

    public void Dispose() => Directory.Delete(_proc, recursive: true);

    private Sysctl Sysctl() => new(Options.Create(new HostPaths { Proc = _proc }));
}
