using System.CommandLine;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.Input;

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
    /// <exception cref="DaemonSilentException">It could not be asked.</exception>
    public async Task<KnownBackend> ReadAsync(ParseResult line, InputFlags input, CancellationToken cancel)
    {
        return input.Daemon(line) is { } socket ? await ClusterReader.AskAsync(line, input, daemon => ReadAsync(line, daemon, cancel), socket) : Read(line);
    }

    /// <summary>What was asked for; else that of the daemon. With the daemon's settings.</summary>
    /// <exception cref="DaemonSilentException">It could not be asked.</exception>
    public async Task<KnownBackend> ReadAsync(ParseResult line, DaemonClient daemon, CancellationToken cancel)
    {
        KnownBackend known = line.GetResult(this) is { Implicit: false } ? Read(line) : await OfAsync(daemon, cancel) ?? Read(line);
        DaemonSettings settings = await daemon.SettingsAsync(cancel);
        return known with { Add = (services, templates) => settings.AddTo(known.Add(services, templates)) };
    }

    public KnownBackend Read(ParseResult line)
    {
        string name = line.GetRequiredValue(this);
        return KnownBackends.All.Single(backend => backend.Name == name);
    }

    private static async Task<KnownBackend?> OfAsync(DaemonClient daemon, CancellationToken cancel)
    {
        string mode = (await daemon.StatusAsync(cancel)).Mode.Selected;
        return KnownBackends.All.FirstOrDefault(backend => backend.Mode == mode);
    }
}
