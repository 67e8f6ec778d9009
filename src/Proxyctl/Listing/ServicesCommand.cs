using System.CommandLine;
using Proxier.Core.Building;
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
    private readonly WatchOption _watch = new();

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
        new("watch endpoints come and go", "proxyctl services -A -w"),
        new("services without any endpoint", "proxyctl services -A -f examples/ -o json | jq '.services[] | select(.endpoints == 0)'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        if (line.GetValue(_watch))
            return await WatchAsync(line, cancel);
        using ServiceView view = View(line, await _backend.ReadAsync(line, _input, cancel));
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, view.Backend.DefaultNodePortAddresses, cancel);
        IReadOnlyList<ServiceRow> rows = view.Rows(input.Require(_surroundings.Messages), input.Arguments.NodeName, _namespaces.Filter(line));
        if (_output.IsTable(line))
            Table(line).Write(rows, _surroundings.Results);
        else
            _output.Write(line, _surroundings.Output, new ServiceList(input.Arguments.NodeName, view.Backend.Name, rows));
        return ExitCode.Done;
    }

    private async Task<int> WatchAsync(ParseResult line, CancellationToken cancel)
    {
        ServiceView? view = null;
        var changes = new RowChanges<ServiceRow>(row => row.Key, row => row.Content);
        try
        {
            return await new ClusterWatch(_surroundings, line, _input).RunAsync(GreetAsync, Show, cancel);
        }
        finally
        {
            view?.Dispose();
        }

        async Task<string> GreetAsync(DaemonClient? daemon, CancellationToken stop)
        {
            KnownBackend backend = daemon is null ? _backend.Read(line) : await _backend.ReadAsync(line, daemon, stop);
            view?.Dispose();
            view = View(line, backend);
            return backend.DefaultNodePortAddresses;
        }

        void Show(BuiltGraph built, string node)
        {
            (IReadOnlyList<ServiceRow> changed, IReadOnlyList<string> gone) = changes.Next(view!.Rows(built, node, _namespaces.Filter(line))); // greeted before
            _output.WriteNext(
                line, _surroundings, changed, gone, rows => Table(line).Write(rows, _surroundings.Results),
                rows => new ServiceList(node, view.Backend.Name, rows) { Gone = gone });
        }
    }

    private ServiceView View(ParseResult line, KnownBackend backend) => new(backend, _output.IsWide(line) || !_output.IsTable(line), _surroundings);

    private ServiceTable Table(ParseResult line) => new(_namespaces.AreAll(line), _output.IsWide(line));
}
