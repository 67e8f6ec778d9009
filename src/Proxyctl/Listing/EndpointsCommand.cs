using System.CommandLine;
using System.Globalization;
using Proxier.Core.Building;
using Proxier.Core.Listing;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;
using Spectre.Console;

namespace Proxier.Proxyctl.Listing;

/// <summary>Lists the endpoints of a Service, those that get no traffic as well.</summary>
internal sealed class EndpointsCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _service = new("service") { Description = "A Service of the namespace, or NAMESPACE/NAME", HelpName = "SERVICE" };
    private readonly NamespaceFlags _namespaces = new();
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly ListOutput _output = new();
    private readonly WatchOption _watch = new();

    public EndpointsCommand(Surroundings surroundings)
        : base("endpoints", "List the endpoints of a Service: where they run, whether they are ready, and whether this node sends them connections.")
    {
        _surroundings = surroundings;
        Add(_service);
        _namespaces.AddTo(this);
        Add(_watch);
        _input.AddTo(this);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("who answers for web?", "proxyctl endpoints web -f examples/ --node-name node-a"),
        new("watch them come and go", "proxyctl endpoints web -w"),
        new("which endpoints of the cluster's DNS get no connections?", "proxyctl endpoints kube-system/kube-dns --kubeconfig admin.conf -o json | jq '.endpoints[] | select(.policies == [])'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        ServiceChoice name = _namespaces.Resolve(line, line.GetRequiredValue(_service));
        if (line.GetValue(_watch))
            return await WatchAsync(line, name, cancel);
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, NodePortAddressWords.Primary, cancel);
        BuiltGraph built = input.Require(_surroundings.Messages);
        Require(name, built);
        IReadOnlyList<EndpointRow> rows = Rows(built, input.Arguments.NodeName, name);
        if (_output.IsTable(line))
            WriteTable(rows);
        else
            _output.Write(line, _surroundings.Output, new EndpointList(input.Arguments.NodeName, rows));
        return ExitCode.Done;
    }

    /// <summary>The Service must exist at first; later it may go and come back.</summary>
    private Task<int> WatchAsync(ParseResult line, ServiceChoice name, CancellationToken cancel)
    {
        bool wasThere = false;
        var changes = new RowChanges<EndpointRow>(row => row.Key, row => row.Content);
        return new ClusterWatch(_surroundings, line, _input).RunAsync((_, _) => Task.FromResult(NodePortAddressWords.Primary), Show, cancel);

        void Show(BuiltGraph built, string node)
        {
            if (!wasThere)
                Require(name, built);
            wasThere = true;
            (IReadOnlyList<EndpointRow> changed, IReadOnlyList<string> gone) = changes.Next(Rows(built, node, name));
            _output.WriteNext(line, _surroundings, changed, gone, WriteTable, rows => new EndpointList(node, rows) { Gone = gone });
        }
    }

    private static IReadOnlyList<EndpointRow> Rows(BuiltGraph built, string node, ServiceChoice name) =>
        new ServiceRows(built, node, explainer: null).Endpoints(name.Includes);

    private static void Require(ServiceChoice name, BuiltGraph built)
    {
        if (!name.IsIn(built))
            throw new BadInputException([$"there is no Service {name} that a service proxy forwards"]);
    }

    private void WriteTable(IReadOnlyList<EndpointRow> rows)
    {
        Table table = new Table().NoBorder().AddColumns("service", "protocol", "endpoint", "node", "state", "weight", "gets connections");
        foreach (EndpointRow row in rows)
        {
            table.AddRow([.. new[]
            {
                row.Service, row.Protocol.ToString().ToLowerInvariant(), row.Address, $"{row.Node ?? "not known"}{(row.IsLocal ? " (this)" : "")}", row.State.ToString(),
                row.Weight.ToString(CultureInfo.InvariantCulture), row.Policies.Count == 0 ? "no" : $"policy {string.Join(" and ", row.Policies)}",
            }.Select(Markup.Escape)]);
        }

        _surroundings.Results.Table(table);
    }
}
