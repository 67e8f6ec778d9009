using System.CommandLine;
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
        Required = true,
    };

    private readonly GraphFlags _graph = new();

    public void AddTo(Command command)
    {
        command.Add(_files);
        _graph.AddTo(command);
    }

    public IReadOnlyList<string> Files(ParseResult line) => line.GetRequiredValue(_files);

    public GraphArguments Graph(ParseResult line) => _graph.Read(line);
}
