using System.CommandLine;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Rendering;

/// <summary>Prints what apply pipes to the tools of a node that has no rules of ours yet. Asks neither the kernel nor the host.</summary>
internal sealed class RenderCommand : ToolCommand
{
    private const string Script = "script";
    private const string Model = "model";

    private readonly Surroundings _surroundings;
    private readonly InputFlags _input = new();
    private readonly BackendFlags _backend = new();

    private readonly Option<string> _emit = new("--emit")
    {
        Description = "The scripts, or as JSON what the templates make them of", HelpName = $"{Script}|{Model}", DefaultValueFactory = _ => Script,
    };

    public RenderCommand(Surroundings surroundings)
        : base("render", "Print the rules of a node with no rules of ours yet, exactly as apply pipes them; needs no root and no kernel.")
    {
        _surroundings = surroundings;
        _emit.AcceptOnlyFromAmong(Script, Model);
        _input.AddTo(this);
        _backend.AddTo(this);
        Add(_emit);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("the rules of node-a for the manifests of a folder", "proxyctl render -f examples/ --node-name node-a"),
        new("of a running cluster, IPv4 only", "kubectl get services,endpointslices,nodes -A -o json | proxyctl render -f - --node-name node-a --family ip"),
        new("what each template receives, for template authors", "proxyctl render -f examples/ --emit model"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        KnownBackend known = _backend.Backend(line);
        using var host = new BackendHost(known, _backend.Templates(line), _surroundings);
        IProxyBackend backend = host.Backend;
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, known.DefaultNodePortAddresses, cancel);
        BuiltGraph graph = input.Require(_surroundings.Messages);
        IEnumerable<Script> scripts = _backend.Families(line).SelectMany(family => backend.Render(graph.Graph[family], applied: null).Scripts);
        if (line.GetRequiredValue(_emit) == Model)
            ModelDocument.Write(scripts, _surroundings.Output);
        else
            WriteTexts(scripts, _surroundings.Output);
        return ExitCode.Done;
    }

    private static void WriteTexts(IEnumerable<Script> scripts, Stream output)
    {
        foreach (Script script in scripts)
            script.Text.WriteTo(output);
    }
}
