using Proxier.Core.Commands;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>Bash with the built proxyctl in its path, in the folder of the scenario clusterip.</summary>
internal static class Shell
{
    /// <summary>Standard output; standard error is left out.</summary>
    /// <param name="folder">Where to run; null: in that of the scenario.</param>
    public static async Task<string> RunAsync(NetworkNamespace network, string script, string? folder = null)
    {
        folder ??= Path.GetDirectoryName(Scenario.Input("clusterip")) ?? "";
        string prologue = $"export PATH='{AppContext.BaseDirectory}':\"$PATH\"; cd '{folder}'; exec 2>/dev/null\n";
        CommandResult result = await network.Runner.RunAsync(new Command("bash", ["-c", prologue + script]) { Timeout = Patience.Limit * 2 }, CancellationToken.None);
        return result.Output;
    }
}
