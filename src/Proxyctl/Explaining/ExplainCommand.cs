using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Explaining;

/// <summary>Tells what becomes of a connection, and why. Sends no packet and asks no kernel.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly Argument<Protocol> _protocol = new("protocol") { Description = "tcp, udp or sctp", HelpName = "tcp|udp|sctp", CustomParser = ParseProtocol };
    private readonly Argument<IPEndPoint> _to = new("address") { Description = "What the client connects to; an IPv6 address in brackets", HelpName = "IP:PORT", CustomParser = ParseSocket };
    private readonly SourceFlags _source = new();
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly BackendOption _backend = new();
    private readonly OutputOption _output = new();

    public ExplainCommand(Surroundings surroundings)
        : base("explain", "Tell what becomes of a connection on a node: whose it is, where it goes and why, and which kernel objects decide that.")
    {
        _surroundings = surroundings;
        _protocol.CompletionSources.Add("tcp", "udp", "sctp");
        Add(_protocol);
        Add(_to);
        _source.AddTo(this);
        _input.AddTo(this);
        Add(_backend);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("what does the proxyd of this machine do with it?", "proxyctl explain udp 10.96.0.10:53 --from 10.244.1.7"),
        new("where does a pod's request go?", "proxyctl explain tcp 10.96.0.80:80 --from 10.244.1.7 -f examples/ --cluster-cidr 10.244.0.0/16"),
        new("why is a client refused?", "proxyctl explain tcp 192.0.2.1:30080 --from 198.51.100.7 --kubeconfig /etc/kubernetes/admin.conf --node-name node-a"),
        new("the endpoints and their shares", "proxyctl explain tcp [fd00:10:96::80]:80 -f examples/ -o json | jq .endpoints"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        KnownBackend known = await _backend.ReadAsync(line, _input, cancel);
        using var host = new BackendHost(known, templates: null, _surroundings);
        IBackendExplainer explainer = host.Explainer;
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, known.DefaultNodePortAddresses, cancel);
        IPEndPoint to = line.GetRequiredValue(_to);
        FamilyGraph graph = input.Require(_surroundings.Messages).Graph[to.Address.Family()];
        var addresses = new HostAddresses(graph.Node, _source.LocalAddresses(line, graph.Family, input, host.LocalAddresses));
        var packets = new PacketExplainer(graph, addresses, explainer.Habits);
        IPAddress from = _source.From(line, graph, addresses) ?? packets.SourceOfNode(to.Address) ?? throw SourceFlags.UnknownNode(graph.Family);
        var packet = new Packet(line.GetRequiredValue(_protocol), from, to.Address, (ushort)to.Port) { InInterface = _source.InInterface(line) };
        Report(Explanation.Of(packets.Explain(packet), graph, host.Backend, explainer), line);
        return ExitCode.Done;
    }

    private void Report(Explanation explanation, ParseResult line)
    {
        if (_output.IsJson(line))
            Screens.ReportJson.Write(_surroundings.Output, explanation);
        else
            ExplanationText.Write(explanation, _surroundings.Results);
    }

    private static Protocol ParseProtocol(ArgumentResult argument)
    {
        foreach (Protocol protocol in Enum.GetValues<Protocol>())
        {
            if (string.Equals(argument.Tokens[0].Value, protocol.ToString(), StringComparison.OrdinalIgnoreCase))
                return protocol;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is none of tcp, udp, sctp.");
        return default;
    }

    private static IPEndPoint? ParseSocket(ArgumentResult argument)
    {
        if (AddressText.TryParseSocket(argument.Tokens[0].Value, out IPEndPoint address))
            return address;
        argument.AddError($"'{argument.Tokens[0].Value}' is not IP:PORT, such as 10.96.0.10:53 or [fd00:10:96::a]:53.");
        return null;
    }
}
