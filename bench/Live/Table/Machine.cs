using System.Globalization;
using Proxier.Core.Commands;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>Where the table was made.</summary>
/// <param name="LoadBefore">Processes that ran or wanted to, a minute's mean.</param>
internal sealed record Machine(int Processors, string Model, int MemoryGiB, string Kernel, string Nft, string Iptables, string Runtime, string Started, double LoadBefore)
{
    public static async Task<Machine> ReadAsync() => new(
        Environment.ProcessorCount,
        Field("/proc/cpuinfo", "model name"),
        int.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) >> 20,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        (await VersionAsync("nft")).Replace("nftables v", "", StringComparison.Ordinal).Split(' ')[0],
        (await VersionAsync("iptables-legacy")).Replace("iptables v", "", StringComparison.Ordinal).Split(' ')[0],
        Environment.Version.ToString(),
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        Load());

    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Field(string path, string name) => File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static async Task<string> VersionAsync(string program) =>
        (await NetworkNamespace.RunnerWith([]).RunAsync(new Command(program, ["--version"]), CancellationToken.None)).Output.Trim();
}
