using System.CommandLine;
using Proxier.Core.Building;
using Proxier.Core.Explaining;
using Proxier.Core.Listing;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Listing;

/// <summary>Lists what a node forwards: each way into each service port.</summary>
internal sealed class ServicesCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly NamespaceFlags _namespaces = new();
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly BackendOption _backend = new();
    private readonly ListOutput _output = new();
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on, and show each row again when it changes; needs a folder or an API server" };

    public ServicesCommand(Surroundings surroundings)
        : base("services", "List what a node forwards: cluster IPs, node ports, load balancer and external addresses, with endpoints, policy and affinity.")
    {
        _surroundings = surroundings;
        _namespaces.AddTo(this);
        Add(_watch);
        _input.AddTo(this);
        Add(_backend);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("what this node forwards, as its proxyd has read it", "proxyctl services -A"),
        new("everything that node-a forwards", "proxyctl services -A -f examples/ --node-name node-a"),
        new("with source ranges, balancing and the objects in the kernel", "proxyctl services -n kube-system --wide --kubeconfig /etc/kubernetes/admin.conf"),
        new("watch endpoints come and go", "proxyctl services -A -w -f /etc/proxier"),
        new("services without any endpoint", "proxyctl services -A -f examples/ -o json | jq '.services[] | select(.endpoints == 0)'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        KnownBackend known = await _backend.ReadAsync(line, _input, cancel);
        using var host = new BackendHost(known, templates: null, _surroundings);
        bool isDetailed = _output.IsWide(line) || !_output.IsTable(line);
        var view = new View(line, known, isDetailed ? host.Explainer : null);
        if (line.GetValue(_watch))
            return await WatchAsync(view, cancel);
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, known.DefaultNodePortAddresses, cancel);
        IReadOnlyList<ServiceRow> rows = Rows(view, input.Require(_surroundings.Messages), input.Arguments.NodeName);
        if (_output.IsTable(line))
            Table(view).Write(rows, _surroundings.Results);
        else
            _output.Write(line, _surroundings.Output, new ServiceList(input.Arguments.NodeName, known.Name, rows));
        return ExitCode.Done;
    }

    private async Task<int> WatchAsync(View view, CancellationToken cancel)
    {
        if (!_output.IsTable(view.Line))
            throw new BadInputException(["--watch shows a table; for programs, proxyd has metrics"]);
        var live = new LiveCluster(_surroundings, view.Line, _input, view.Backend.DefaultNodePortAddresses);
        var table = new WatchedTable(Table(view), _surroundings.Results);
        try
        {
            await live.FollowAsync(built => table.Show(Rows(view, built, live.NodeName)), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // That is how one ends it.
        }

        return ExitCode.Done;
    }

    private IReadOnlyList<ServiceRow> Rows(View view, BuiltGraph built, string node) =>
        new ServiceRows(built, node, view.Explainer).Services(_namespaces.Filter(view.Line));

    private ServiceTable Table(View view) => new(_namespaces.AreAll(view.Line), _output.IsWide(view.Line));

    private sealed record View(ParseResult Line, KnownBackend Backend, IBackendExplainer? Explainer);
}
