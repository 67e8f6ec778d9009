using System.CommandLine;
using System.CommandLine.Parsing;
using Proxier.Core.Building;
using Proxier.Manifests;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Which cluster, and seen from where.</summary>
/// <param name="canAskDaemon">Without any source it is the cluster that the proxyd of this machine has read.</param>
internal sealed class InputFlags(bool canAskDaemon = false)
{
    private readonly Option<string[]> _files = new("--filename", "-f")
    {
        Description = $"A file, a folder of .yaml, .yml and .json files, or {ManifestReader.StandardInput} for standard input; may be given several times",
        HelpName = "PATH",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Read from the API server of this kubeconfig instead of files",
        HelpName = "PATH",
    };

    private readonly Option<string?> _master = new("--master")
    {
        Description = "Read from the API server at this address; takes the place of the one in the kubeconfig",
        HelpName = "URL",
    };

    private readonly Option<string?> _snapshot = new("--from-snapshot")
    {
        Description = "Read what 'proxyctl snapshot' wrote: cluster, graph flags and local addresses",
        HelpName = "FILE",
    };

    private readonly SocketOption _socket = new();

    private readonly GraphFlags _graph = new();

    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_kubeconfig);
        command.Add(_master);
        command.Add(_snapshot);
        if (canAskDaemon)
            command.Add(_socket);
        _graph.AddTo(command);
        command.Validators.Add(RequireOneSource);
    }

    /// <summary>Empty when the API server is asked.</summary>
    public IReadOnlyList<string> Files(ParseResult line) => line.GetValue(_files) ?? [];

    public string? Kubeconfig(ParseResult line) => line.GetValue(_kubeconfig);

    public string? Master(ParseResult line) => line.GetValue(_master);

    public string? Snapshot(ParseResult line) => line.GetValue(_snapshot);

    /// <summary>The socket of the daemon that is to be asked; null: another source is named.</summary>
    public string? Daemon(ParseResult line) =>
        canAskDaemon && Files(line).Count == 0 && Kubeconfig(line) is null && Master(line) is null && Snapshot(line) is null ? line.GetRequiredValue(_socket) : null;

    /// <summary>The daemon was not named: nobody else was.</summary>
    public bool IsDaemonImplicit(ParseResult line) => !_socket.IsGiven(line);

    public GraphArguments Graph(ParseResult line) => _graph.Read(line);

    private void RequireOneSource(CommandResult line)
    {
        bool hasServer = line.GetResult(_kubeconfig) is not null || line.GetResult(_master) is not null;
        bool hasSnapshot = line.GetResult(_snapshot) is not null;
        bool hasSocket = canAskDaemon && line.GetResult(_socket) is { Implicit: false };
        int sources = new[] { line.GetResult(_files) is not null, hasServer, hasSnapshot, hasSocket }.Count(isGiven => isGiven);
        if (sources == 0 && (!canAskDaemon || _graph.FirstGiven(line) is not null))
            line.AddError("Say which cluster is meant: -f PATH, --kubeconfig PATH or --from-snapshot FILE.");
        else if (sources > 1)
            line.AddError("Files, an API server, a snapshot and a daemon cannot be read together.");
        else if (hasSnapshot && _graph.FirstGiven(line) is { } flag)
            line.AddError($"{flag} is already in the snapshot.");
        else if (hasSocket && _graph.FirstGiven(line) is { } known)
            line.AddError($"{known} is already known to the daemon.");
    }
}
