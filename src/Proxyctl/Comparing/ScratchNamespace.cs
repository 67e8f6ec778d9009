using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Proxier.Core;
using Proxier.Core.Commands;

namespace Proxier.Proxyctl.Comparing;

/// <summary>A network namespace without links, in which rules can be loaded and looked at while no packet meets them. Removed when disposed.</summary>
internal sealed class ScratchNamespace : IAsyncDisposable
{
    private readonly ICommandRunner _host;
    private readonly string _name;

    private ScratchNamespace(ICommandRunner host, string name) => (_host, _name) = (host, name);

    /// <summary>Runs programs inside.</summary>
    public ICommandRunner Runner => new InsideRunner(_host, ["--net=/run/netns/" + _name, "--"]);

    /// <exception cref="CommandFailedException">This process may not make one: it takes root, or CAP_SYS_ADMIN besides CAP_NET_ADMIN.</exception>
    public static async Task<ScratchNamespace> CreateAsync(ICommandRunner host, CancellationToken cancel)
    {
        string name = $"proxyctl-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        cancel.ThrowIfCancellationRequested();

        // An interrupted one may have been made all the same, and nobody would remove it: it ends by itself or by its time-out.
        await host.RunAsync(new Command("ip", ["netns", "add", name]), CancellationToken.None);
        return new ScratchNamespace(host, name);
    }

    public async ValueTask DisposeAsync() => await _host.RunAsync(new Command("ip", ["netns", "del", _name]), CancellationToken.None);

    private sealed class InsideRunner(ICommandRunner host, EquatableArray<string> prefix) : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => host.RunAsync(Inside(command), cancel);

        public async IAsyncEnumerable<string> ReadLinesAsync(Command command, [EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (string line in host.ReadLinesAsync(Inside(command), cancel))
                yield return line;
        }

        private Command Inside(Command command) => command with { Program = "nsenter", Arguments = [.. prefix, command.Program, .. command.Arguments] };
    }
}
