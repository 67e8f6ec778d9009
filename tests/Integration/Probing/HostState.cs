using Proxier.Core.Commands;
using Proxier.Testing;

namespace Proxier.Integration.Probing;

/// <summary>Everything that a probe could leave behind on this host.</summary>
internal sealed record HostState(string Rules, string Namespaces, string Links, string Modules, string Protocols, string Tables)
{
    public static async Task<HostState> ReadAsync(ICommandRunner runner) => new(
        await RunAsync(runner, "nft", "list", "ruleset"),
        Directory.Exists("/run/netns") ? string.Join('\n', Directory.GetFiles("/run/netns").Where(path => Path.GetFileName(path).StartsWith("proxier", StringComparison.Ordinal))) : "",
        await RunAsync(runner, "ip", "-brief", "link"),
        ModuleNames(),
        // A protocol shows here once its module is loaded: SCTP must not.
        string.Join('\n', File.ReadLines("/proc/net/protocols").Select(line => line.Split(' ')[0])),
        File.Exists("/proc/net/ip_tables_names") ? File.ReadAllText("/proc/net/ip_tables_names") : "");

    /// <summary>Only whether it is loaded: how often it is used changes by itself. Those that the kernel loads to try a rule stay.</summary>
    private static string ModuleNames() => File.Exists("/proc/modules")
        ? string.Join('\n', File.ReadLines("/proc/modules").Select(line => line.Split(' ')[0]).Where(name => name.Contains("sctp", StringComparison.Ordinal)))
        : "";

    private static async Task<string> RunAsync(ICommandRunner runner, string program, params string[] arguments) =>
        (await runner.RunAsync(new Command(program, [.. arguments]) { Timeout = Patience.Limit * 2 }, CancellationToken.None)).Output;
}
