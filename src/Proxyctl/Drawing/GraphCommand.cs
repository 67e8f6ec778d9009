using System.CommandLine;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;
using Proxier.Proxyctl.Listing;

namespace Proxier.Proxyctl.Drawing;

/// <summary>Draws what a node forwards.</summary>
internal sealed class GraphCommand : ToolCommand
{
    private static readonly Dictionary<string, Action<Picture, TextWriter>> Formats = new() { ["svg"] = SvgText.Write, ["dot"] = DotText.Write, ["mermaid"] = MermaidText.Write };

    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _services = new("service") { Description = "Draw these only: NAME in the namespace, or NAMESPACE/NAME", HelpName = "SERVICE", Arity = ArgumentArity.ZeroOrMore };
    private readonly NamespaceFlags _namespaces = new();
    private readonly FamilyOption _family = new();
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly Option<string> _output = new("--output", "-o") { Description = "A picture, or a text that others make one of", HelpName = string.Join('|', Formats.Keys), DefaultValueFactory = _ => "svg" };

    public GraphCommand(Surroundings surroundings)
        : base("graph", "Draw what a node forwards: addresses on the left, service ports in the middle, endpoints on the right.")
    {
        _surroundings = surroundings;
        _output.AcceptOnlyFromAmong([.. Formats.Keys]);
        Add(_services);
        _namespaces.AddTo(this);
        Add(_family);
        _input.AddTo(this);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("a picture for a browser", "proxyctl graph web -f examples/ --node-name node-a > web.svg"),
        new("for Graphviz", "proxyctl graph -A -o dot -f examples/ | dot -Tpdf > services.pdf"),
        new("for an issue on a site that knows Mermaid", "proxyctl graph kube-system/kube-dns -o mermaid --kubeconfig admin.conf"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, NodePortAddressWords.Primary, cancel);
        BuiltGraph built = input.Require(_surroundings.Messages);
        ServiceChoice[] wanted = [.. (line.GetValue(_services) ?? []).Select(service => _namespaces.Resolve(line, service))];
        ServiceChoice[] missing = [.. wanted.Where(choice => !choice.IsIn(built))];
        if (missing.Length > 0)
            throw new BadInputException([.. missing.Select(name => $"there is no Service {name} that a service proxy forwards")]);
        Func<ObjectName, bool> isWanted = wanted.Length > 0 ? name => wanted.Any(choice => choice.Includes(name)) : _namespaces.Filter(line);
        Formats[line.GetRequiredValue(_output)](Picture.Of(built.Graph, _family.Read(line), isWanted), _surroundings.Results.Writer);
        return ExitCode.Done;
    }
}
