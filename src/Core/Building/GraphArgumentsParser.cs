using System.Net;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>Checks what the operator wrote, to the end, and only then complains.</summary>
internal sealed class GraphArgumentsParser(GraphArguments arguments)
{
    /// <summary>IFNAMSIZ is 16 with the terminating zero.</summary>
    private const int LongestInterfaceName = 15;

    private readonly List<OptionFinding> _findings = [];

    public GraphOptions Parse()
    {
        DetectLocalMode mode = Mode();
        var options = new GraphOptions
        {
            NodeName = NodeName(),
            DetectLocalMode = mode,
            ClusterCidrs = ClusterCidrs(),
            InterfaceName = InterfaceName(mode),
            MasqueradeAll = arguments.MasqueradeAll,
            MasqueradeMark = MasqueradeMark(),
            NodePortAddresses = NodePortAddresses(),
            LocalhostNodePorts = arguments.LocalhostNodePorts,
            ServiceCidrs = Networks("service-cidr", arguments.ServiceCidrs),
            PrimaryAddress = PrimaryAddress(),
        };
        return _findings.Count == 0 ? options : throw new InvalidOptionsException(_findings);
    }

    private string NodeName()
    {
        if (arguments.NodeName.Length == 0)
            Report("hostname-override", "the node's name is empty");
        return arguments.NodeName;
    }

    private DetectLocalMode Mode()
    {
        if (arguments.DetectLocalMode.Length == 0)
            return DetectLocalMode.ClusterCIDR;

        // Not Enum.TryParse: it takes numbers and lists too.
        foreach (DetectLocalMode mode in Enum.GetValues<DetectLocalMode>())
        {
            if (mode.ToString() == arguments.DetectLocalMode)
                return mode;
        }

        Report("detect-local-mode", $"'{arguments.DetectLocalMode}' is none of {string.Join(", ", Enum.GetNames<DetectLocalMode>())}");
        return DetectLocalMode.ClusterCIDR;
    }

    private EquatableArray<IPNetwork> ClusterCidrs()
    {
        if (string.IsNullOrWhiteSpace(arguments.ClusterCidr))
            return [];

        EquatableArray<IPNetwork> ranges = Networks("cluster-cidr", arguments.ClusterCidr.Split(','));
        if (ranges.GroupBy(range => range.Family()).Any(family => family.Count() > 1))
            Report("cluster-cidr", $"'{arguments.ClusterCidr}' holds more than one CIDR of a family");
        return ranges;
    }

    private string InterfaceName(DetectLocalMode mode) => mode switch
    {
        DetectLocalMode.BridgeInterface => CheckedInterface("pod-bridge-interface", arguments.BridgeInterface),
        DetectLocalMode.InterfaceNamePrefix => CheckedInterface("pod-interface-name-prefix", arguments.InterfaceNamePrefix),
        _ => "",
    };

    /// <summary>What the kernel takes as an interface name, without the characters that mean something in the rules.</summary>
    private string CheckedInterface(string option, string name)
    {
        if (name.Length == 0)
            Report(option, $"is needed with detect-local-mode {arguments.DetectLocalMode}");
        else if (name.Length > LongestInterfaceName || !name.All(c => char.IsAsciiLetterOrDigit(c) || "-_.@".Contains(c)))
            Report(option, $"'{name}' cannot name an interface: at most {LongestInterfaceName} letters, digits and any of - _ . @");
        return name;
    }

    private uint MasqueradeMark()
    {
        if (arguments.MasqueradeBit is >= 0 and <= 31)
            return 1u << arguments.MasqueradeBit;

        Report("masquerade-bit", $"{arguments.MasqueradeBit} is not within 0 to 31");
        return 0;
    }

    private NodePortAddressList NodePortAddresses()
    {
        EquatableArray<string> words = arguments.NodePortAddresses.IsEmpty ? [arguments.DefaultNodePortAddresses] : arguments.NodePortAddresses;
        string[] keywords = [NodePortAddressWords.All, NodePortAddressWords.Primary, NodePortAddressWords.Localhost];
        EquatableArray<IPNetwork> ranges = Networks("nodeport-addresses", words.Except(keywords), " or one of primary, localhost, all");
        return new NodePortAddressList(
            words.Contains(NodePortAddressWords.All), words.Contains(NodePortAddressWords.Primary), words.Contains(NodePortAddressWords.Localhost), ranges);
    }

    private IPAddress? PrimaryAddress()
    {
        if (arguments.BindAddress.Length == 0)
            return null;

        if (!AddressText.TryParseAddress(arguments.BindAddress, out IPAddress address))
            Report("bind-address", $"'{arguments.BindAddress}' is not an IP address");
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? null : address;
    }

    private EquatableArray<IPNetwork> Networks(string option, IEnumerable<string> words, string orElse = "")
    {
        var networks = new List<IPNetwork>();
        foreach (string word in words)
        {
            if (AddressText.TryParseNetwork(word, out IPNetwork network))
                networks.Add(network);
            else
                Report(option, $"'{word}' is not a CIDR{orElse}, such as 10.0.0.0/8 or fd00::/64");
        }

        return networks.ToEquatableArray();
    }

    private void Report(string option, string message) => _findings.Add(new OptionFinding(option, message));
}
