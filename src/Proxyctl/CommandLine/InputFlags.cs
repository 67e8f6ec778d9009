using System.CommandLine;
using System.CommandLine.Parsing;
using Proxier.Core.Building;
using Proxier.Manifests;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Which cluster, and seen from where.</summary>
internal sealed class InputFlags
{
    private readonly Option<string[]> _files = new("--filename", "-f")
    {
        Description = $"A file, a folder of .yaml, .yml and .json files, or {ManifestReader.StandardInput} for standard input; may be given several times",
        HelpName = "PATH",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Read from the API server of this kubeconfig instead of files", HelpName = "PATH",
    };

    private readonly Option<string?> _master = new("--master")
    {
        Description = "Read from the API server at this address; takes the place of the one in the kubeconfig", HelpName = "URL",
    };

    private readonly GraphFlags _graph = new();

    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_kubeconfig);
        command.Add(_master);
        _graph.AddTo(command);
        command.Validators.Add(RequireOneSource);
    }

    /// <summary>Empty when the API server is asked.</summary>
    public IReadOnlyList<string> Files(ParseResult line) => line.GetValue(_files) ?? [];

    public string? Kubeconfig(ParseResult line) => line.GetValue(_kubeconfig);

    public string? Master(ParseResult line) => line.GetValue(_master);

    public GraphArguments Graph(ParseResult line) => _graph.Read(line);

    private void RequireOneSource(CommandResult line)
    {
        bool hasFiles = line.GetResult(_files) is not null;
        bool hasServer = line.GetResult(_kubeconfig) is not null || line.GetResult(_master) is not null;
        if (hasFiles == hasServer)
            line.AddError(hasFiles ? "Files and an API server cannot be read together." : "Say which cluster is meant: -f PATH, or --kubeconfig PATH.");
    }
}
