using System.CommandLine;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.CleaningUp;

/// <summary>Leaves the kernel of this machine as if we had never been there.</summary>
internal sealed class CleanupCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly BackendOption _backend = new();

    public CleanupCommand(Surroundings surroundings)
        : base("cleanup", "Remove every rule of ours from this machine, and nothing else. Succeeds when there is none. Needs root.")
    {
        _surroundings = surroundings;
        Add(_backend);
        SetAction(RunAsync);
    }

    public override string Interrupted => "interrupted; the next cleanup completes what was begun";

    public override IReadOnlyList<Example> Examples => [new("take all our nftables rules away", "proxyctl cleanup --backend nft")];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        KnownBackend known = _backend.Read(line);
        using var host = new BackendHost(known, templates: null, _surroundings);
        await host.Backend.CleanupAsync(cancel);
        _surroundings.Messages.Line($"no rules of backend {known.Name} are left");
        return ExitCode.Done;
    }
}
