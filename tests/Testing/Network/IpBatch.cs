using Proxier.Core.Commands;

namespace Proxier.Testing.Network;

/// <summary>Many <c>ip</c> commands in one process: a testbed is made in a tenth of a second.</summary>
internal static class IpBatch
{
    public static async Task RunAsync(ICommandRunner runner, IEnumerable<string> lines, params string[] options) =>
        await runner.RunAsync(new Command("ip", [.. options, "-batch", "-"]) { Input = new LinesText(lines), Timeout = Patience.Limit * 2 }, CancellationToken.None);
}
