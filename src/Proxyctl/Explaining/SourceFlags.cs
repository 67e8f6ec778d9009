using System.CommandLine;
using System.Net;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Explaining;

/// <summary>Who connects, and which addresses are the node's own.</summary>
internal sealed class SourceFlags
{
    /// <summary>The node itself is the client.</summary>
    private const string ThisNode = "node";

    private readonly Option<string> _from = new("--from")
    {
        Description = $"The client's address, or '{ThisNode}' for the node itself", HelpName = "ADDRESS", DefaultValueFactory = _ => ThisNode,
    };

    private readonly Option<string?> _inInterface = new("--in-interface")
    {
        Description = "Where the packet comes in; needed where pods are recognised by their interface", HelpName = "NAME",
    };

    private readonly LocalAddressesOption _localAddresses = new();

    public void AddTo(Command command)
    {
        _from.CompletionSources.Add(ThisNode);
        command.Add(_from);
        command.Add(_inInterface);
        command.Add(_localAddresses);
    }

    public static BadInputException UnknownNode(IpFamily family) => new([$"--from: no {family} address of the node is known; name one"]);

    /// <returns>Null: the node itself.</returns>
    /// <exception cref="BadInputException">It is not an address of this family, or not known what it is.</exception>
    public IPAddress? From(ParseResult line, FamilyGraph graph, HostAddresses host)
    {
        string from = line.GetRequiredValue(_from);
        if (from == ThisNode)
            return null;
        if (!AddressText.TryParseAddress(from, out IPAddress address) || address.Family() != graph.Family)
            throw new BadInputException([$"--from: '{from}' is not an {graph.Family} address"]);
        bool needsInterface = graph.Node.PodSource is PodSource.Interface or PodSource.InterfacePrefix && !host.Contains(address);
        return needsInterface && InInterface(line) is null
            ? throw new BadInputException(["--in-interface: pods are recognised by their interface, so say where the packet comes in"])
            : address;
    }

    public string? InInterface(ParseResult line) => line.GetValue(_inInterface);

    /// <exception cref="BadInputException">Something is not an address.</exception>
    public IReadOnlyList<IPAddress> LocalAddresses(ParseResult line, IpFamily family, ClusterInput input, ILocalAddresses host) =>
        _localAddresses.Read(line, family, input, host);
}
