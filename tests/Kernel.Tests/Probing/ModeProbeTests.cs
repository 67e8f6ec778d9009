using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Core.Probing;
using Proxier.Kernel.Probing;

namespace Proxier.Kernel.Tests.Probing;

public sealed class ModeProbeTests : IDisposable
{
    private const string NumgenRefused = "/dev/stdin:5:61-79: Error: Could not process rule: No such file or directory\nadd rule ip proxier-probe nat meta priority set numgen random mod 2\n";

    private readonly FakeHost _host = new();

    public void Dispose() => _host.Dispose();

    public static TheoryData<string> Modes { get; } = [.. ProxyModeWords.All];

    [Fact]
    public async Task A_host_that_can_everything_is_asked_all_at_once()
    {
        _host.Answer = Working;

        ModeProbeResult result = await _host.ProbeAsync("nftables");

        Assert.IsType<Support.Yes>(result.Support);
        Assert.Equal(2, _host.Commands.Count(command => command.Arguments.Contains("-f")));
        Assert.True(result.Requirements.Count > 20);
    }

    [Fact]
    public async Task Nothing_is_loaded_outside_the_scratch_namespace()
    {
        _host.Answer = Working;

        await _host.ProbeAsync("nftables");

        Assert.All(_host.Commands, command => Assert.True(
            command.Program == "in-scratch" || command.Arguments is ["--version"] or ["list", "chains", _] or ["--terse", "list", "maps", _], command.ToString()));
    }

    [Fact]
    public async Task Without_a_scratch_namespace_nft_only_checks_and_iptables_is_not_touched()
    {
        _host.Answer = Working;
        _host.Ground = new ProbeGround.HostOnly("no CAP_SYS_ADMIN");

        ModeProbeResult nftables = await _host.ProbeAsync("nftables"), iptables = await _host.ProbeAsync("iptables");

        Assert.IsType<Support.Yes>(nftables.Support);
        Assert.Equal(new Support.Unknown("no CAP_SYS_ADMIN"), iptables.Support);
        Assert.All(_host.Commands.Where(command => command.Arguments.Contains("-f")), command => Assert.Contains("--check", command.Arguments));
        Assert.DoesNotContain(_host.Commands, command => command.Program.EndsWith("-restore", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Without_permission_no_mode_is_denied_and_none_confirmed(string mode)
    {
        _host.Answer = Working;
        _host.Ground = new ProbeGround.Denied("no CAP_NET_ADMIN");

        Assert.Equal(new Support.Unknown("no CAP_NET_ADMIN"), (await _host.ProbeAsync(mode)).Support);
        Assert.All(_host.Commands, command => Assert.Equal(["--version"], command.Arguments));
    }

    [Fact]
    public async Task A_kernel_option_that_is_not_set_is_named()
    {
        _host.WriteConfig("CONFIG_NF_TABLES=y", "# CONFIG_NFT_NUMGEN is not set");
        _host.Answer = Without("numgen", NumgenRefused);

        Assert.Equal(new Support.No("kernel option CONFIG_NFT_NUMGEN, which is not set in this kernel"), (await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task A_module_that_the_kernel_did_not_load_by_itself_is_loaded_and_tried_again()
    {
        _host.WriteConfig("CONFIG_NFT_NUMGEN=m");
        bool isLoaded = false;
        _host.Answer = command =>
        {
            isLoaded |= command is { Program: "modprobe", Arguments: ["nft_numgen"] };
            return isLoaded ? Working(command) : Without("numgen", NumgenRefused)(command);
        };

        Assert.IsType<Support.Yes>((await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task A_module_that_is_not_installed_is_named_with_modprobes_words()
    {
        _host.WriteConfig("CONFIG_NFT_NUMGEN=m");
        _host.Answer = command => command.Program == "modprobe"
            ? throw FakeHost.Fails(command, 1, "modprobe: FATAL: Module nft_numgen not found in directory /lib/modules/6.1.0-25-amd64\n")
            : Without("numgen", NumgenRefused)(command);

        Assert.Equal(
            new Support.No("kernel module nft_numgen (modprobe: FATAL: Module nft_numgen not found in directory /lib/modules/6.1.0-25-amd64)"),
            (await _host.ProbeAsync("nftables")).Support);
        Assert.Single(_host.Commands, command => command.Program == "modprobe");
    }

    [Fact]
    public async Task Where_neither_options_nor_modules_can_be_seen_the_tools_words_are_given_and_nothing_is_claimed()
    {
        _host.Answer = command => command.Program == "modprobe" ? throw FakeHost.IsNotInstalled(command) : Without("numgen", NumgenRefused)(command);

        Assert.Equal(
            new Support.No("nft refused: /dev/stdin:5:61-79: Error: Could not process rule: No such file or directory (it takes CONFIG_NFT_NUMGEN; how this kernel was built cannot be seen here)"),
            (await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task A_module_built_in_without_a_readable_configuration_is_not_called_missing()
    {
        _host.Write("modules/6.1.0-25-amd64/modules.builtin", "kernel/net/netfilter/nft_numgen.ko\n");
        _host.Answer = Without("numgen", NumgenRefused);

        Assert.Equal(
            new Support.No("nft refused: /dev/stdin:5:61-79: Error: Could not process rule: No such file or directory"), (await _host.ProbeAsync("nftables")).Support);
        Assert.DoesNotContain(_host.Commands, command => command.Program == "modprobe");
    }

    [Fact]
    public async Task A_kernel_that_is_too_old_is_named_with_its_version()
    {
        _host.Write("proc/sys/kernel/osrelease", "5.4.0-200-generic\n");
        _host.Answer = Without("flags interval", "Error: Could not process rule: Operation not supported\n");

        Assert.Equal(new Support.No("Linux 5.6 or newer (this is 5.4.0-200-generic)"), (await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task A_tool_that_is_too_old_is_named_with_its_version()
    {
        _host.Answer = command => command.Arguments is ["--version"] ? FakeHost.Says("nftables v0.9.8 (E.D.S.)\n") : Working(command);

        Assert.Equal(new Support.No("nft 1.0.1 or newer (this is 0.9.8)"), (await _host.ProbeAsync("nftables")).Support);
    }

    [Theory]
    [InlineData("nftables", "the program nft is not installed")]
    [InlineData("iptables", "the program iptables-restore is not installed")]
    [InlineData("userspace", "the program iptables-restore is not installed")] // after nft was found missing
    public async Task A_missing_tool_is_named(string mode, string expected)
    {
        _host.Answer = command => command.Program == "in-scratch" ? throw FakeHost.Fails(command, 127, "nsenter: failed to execute nft: No such file or directory") : throw FakeHost.IsNotInstalled(command);

        var no = Assert.IsType<Support.No>((await _host.ProbeAsync(mode)).SupportOf(Core.Objects.IpFamily.IPv4));
        Assert.Equal(expected, no.Missing);
    }

    [Fact]
    public async Task A_tool_that_crashes_on_the_hosts_tables_is_no_tool()
    {
        // nft 1.0.6 does so when nft 1.1.3 wrote a set or verdict map.
        _host.Answer = command => command.Arguments.Contains("maps") ? throw FakeHost.Fails(command, 139, "") : Working(command);

        Assert.Equal(new Support.No("nft crashed (signal 11)"), (await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task A_tool_that_does_not_answer_says_nothing_about_the_host()
    {
        _host.Answer = command => command.Arguments.Contains("-f") ? throw new CommandFailedException(command, "did not end within 10 s and was killed", null, "") : Working(command);

        Assert.Contains("did not end within 10 s", Assert.IsType<Support.Unknown>((await _host.ProbeAsync("nftables")).Support).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_not_permitted_says_nothing_about_the_host()
    {
        _host.Answer = Without("", "Error: Could not process rule: Operation not permitted\nadd table ip proxier-probe\n");

        Assert.Equal(new Support.Unknown("nft says: Error: Could not process rule: Operation not permitted"), (await _host.ProbeAsync("nftables")).Support);
    }

    [Fact]
    public async Task Ipvs_that_the_kernel_lacks_is_named()
    {
        _host.WriteConfig("# CONFIG_IP_VS is not set", "CONFIG_DUMMY=y");
        _host.Answer = command => command.Arguments.Contains("ipvsadm")
            ? throw FakeHost.Fails(command, 2, "Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n")
            : Working(command);

        Assert.Equal(new Support.No("kernel option CONFIG_IP_VS, which is not set in this kernel"), (await _host.ProbeAsync("ipvs")).Support);
    }

    [Fact]
    public async Task An_ipvsadm_that_reports_success_without_ipvs_is_found_out()
    {
        _host.Answer = command => command.Arguments.Contains("ipvsadm") ? FakeHost.Says("IP Virtual Server version 1.2.1 (size=4096)\n") : Working(command);

        Assert.Equal(new Support.No("IPVS in the kernel: the virtual server that ipvsadm added is not there"), (await _host.ProbeAsync("ipvs")).Support);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task The_sctp_module_is_never_asked_for_even_when_everything_fails(string mode)
    {
        _host.Answer = command => command.Program == "modprobe" ? throw FakeHost.Fails(command, 1, "not found") : throw FakeHost.Fails(command, 1, "refused");

        await _host.ProbeAsync(mode);

        Assert.Contains(_host.Commands, command => command.Program == "modprobe");
        Assert.DoesNotContain(_host.Commands, command => command is { Program: "modprobe", Arguments: ["sctp" or "nf_conntrack_proto_sctp"] });
    }

    private static CommandResult Working(Command command) => command.Arguments switch
    {
        ["--version"] => FakeHost.Says(command.Program == "ipset" ? "ipset v7.17, protocol version: 7\n" : "nftables v1.0.6 (Lester Gooch #5)\n"),
        [.., "ipvsadm", "-L", "-n"] => FakeHost.Says("TCP  198.51.100.0:20000 rr\nTCP  [2001:db8::1]:20000 rr\n"),
        _ => FakeHost.Says(""),
    };

    /// <summary>nft refuses every script with this word in it.</summary>
    private static Func<Command, CommandResult> Without(string word, string error) => command =>
        command.Arguments.Contains("-f") && TextOf(command).Contains(word, StringComparison.Ordinal) ? throw FakeHost.Fails(command, 1, error) : Working(command);

    private static string TextOf(Command command)
    {
        using var text = new MemoryStream();
        command.Input?.WriteTo(text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
