using System.CommandLine;
using Proxier.Proxyctl.Backends;

namespace Proxier.Proxyctl.CommandLine;

internal sealed class BackendOption : Option<string>
{
    public BackendOption()
        : base("--backend")
    {
        Description = "Which kind of rules";
        HelpName = string.Join('|', KnownBackends.All.Select(backend => backend.Name));
        DefaultValueFactory = _ => KnownBackends.All[0].Name;
        AcceptOnlyFromAmong([.. KnownBackends.All.Select(backend => backend.Name)]);
    }

    /// <summary>What was asked for; else that of the daemon whose cluster is read.</summary>
    /// <exception cref="Input.DaemonSilentException">It could not be asked.</exception>
    public async Task<KnownBackend> ReadAsync(ParseResult line, InputFlags input, CancellationToken cancel)
    {
        if (line.GetResult(this) is { Implicit: false } || input.Daemon(line) is not { } socket)
            return Read(line);
        string mode = (await Input.ClusterReader.AskAsync(line, input, daemon => daemon.StatusAsync(cancel), socket)).Mode.Selected;
        return KnownBackends.All.FirstOrDefault(backend => backend.Mode == mode) ?? Read(line);
    }

    public KnownBackend Read(ParseResult line)
    {
        string name = line.GetRequiredValue(this);
        return KnownBackends.All.Single(backend => backend.Name == name);
    }
}
