using System.CommandLine;
using System.CommandLine.Parsing;
using Proxier.Core;
using Proxier.Core.Building;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Everything that the graph depends on besides the cluster, named like kube-proxy's flags.</summary>
internal sealed class GraphFlags
{
    private static readonly GraphArguments Default = new();

    private readonly Option<string?> _nodeName = new("--node-name", "--hostname-override")
    {
        Description = "The Node to do it for; decides which endpoints are local. Default: the only Node of the input, else this machine's name",
        HelpName = "NAME",
    };

    private readonly Option<string?> _clusterCidr = new("--cluster-cidr")
    {
        Description = "The pod range, or one for each family; what comes from elsewhere to a cluster IP is masqueraded", HelpName = "CIDR[,CIDR]",
    };

    private readonly Option<string[]> _serviceCidrs = new("--service-cidr")
    {
        Description = "Ranges of cluster IPs, besides the ServiceCIDR objects of the input; addresses in them that no Service has are dropped",
        HelpName = "CIDR[,CIDR]",
    };

    private readonly Option<string[]> _nodePortAddresses = new("--nodeport-addresses")
    {
        Description = "Addresses that answer on node ports: CIDRs, primary, localhost, all. Default: primary for nft", HelpName = "LIST",
    };

    private readonly Option<bool> _localhostNodePorts = new("--localhost-nodeports", "--iptables-localhost-nodeports")
    {
        Description = "Node ports that answer on all addresses also answer on 127.0.0.0/8",
    };

    private readonly Option<string?> _detectLocalMode = new("--detect-local-mode")
    {
        Description = $"How pods of this node are recognised: {string.Join(", ", Enum.GetNames<DetectLocalMode>())}. Default: {nameof(DetectLocalMode.ClusterCIDR)}",
        HelpName = "MODE",
    };

    private readonly Option<string?> _bridgeInterface = new("--pod-bridge-interface")
    {
        Description = $"The bridge of this node's pods, for mode {nameof(DetectLocalMode.BridgeInterface)}", HelpName = "NAME",
    };

    private readonly Option<string?> _interfaceNamePrefix = new("--pod-interface-name-prefix")
    {
        Description = $"How the names of pod interfaces begin, for mode {nameof(DetectLocalMode.InterfaceNamePrefix)}", HelpName = "PREFIX",
    };

    private readonly Option<bool> _masqueradeAll = new("--masquerade-all") { Description = "Masquerade everything that goes to a cluster IP" };

    private readonly Option<int> _masqueradeBit = new("--masquerade-bit", "--iptables-masquerade-bit")
    {
        Description = "The bit of the packet mark that asks for masquerading, 0 to 31", HelpName = "BIT", DefaultValueFactory = _ => Default.MasqueradeBit,
    };

    private readonly Option<string?> _bindAddress = new("--bind-address")
    {
        Description = "Overrides the primary address of the node in its family", HelpName = "ADDRESS",
    };

    public GraphFlags() => _detectLocalMode.CompletionSources.Add(Enum.GetNames<DetectLocalMode>());

    private IEnumerable<Option> All =>
    [
        _nodeName, _clusterCidr, _serviceCidrs, _nodePortAddresses, _localhostNodePorts, _detectLocalMode, _bridgeInterface, _interfaceNamePrefix,
        _masqueradeAll, _masqueradeBit, _bindAddress,
    ];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>The name of one that was typed; null when none was.</summary>
    public string? FirstGiven(CommandResult line) => All.FirstOrDefault(option => line.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>The name is empty when it was not given.</summary>
    public GraphArguments Read(ParseResult line) => new()
    {
        NodeName = line.GetValue(_nodeName) ?? "",
        ClusterCidr = line.GetValue(_clusterCidr) ?? "",
        ServiceCidrs = List(line.GetValue(_serviceCidrs)),
        NodePortAddresses = List(line.GetValue(_nodePortAddresses)),
        LocalhostNodePorts = line.GetValue(_localhostNodePorts),
        DetectLocalMode = line.GetValue(_detectLocalMode) ?? "",
        BridgeInterface = line.GetValue(_bridgeInterface) ?? "",
        InterfaceNamePrefix = line.GetValue(_interfaceNamePrefix) ?? "",
        MasqueradeAll = line.GetValue(_masqueradeAll),
        MasqueradeBit = line.GetValue(_masqueradeBit),
        BindAddress = line.GetValue(_bindAddress) ?? "",
    };

    private static EquatableArray<string> List(string[]? values) =>
        (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToEquatableArray();
}
