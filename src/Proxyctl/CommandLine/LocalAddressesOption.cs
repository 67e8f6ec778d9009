using System.CommandLine;
using System.Net;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.CommandLine;

/// <summary>Which addresses are the node's own, besides those of its Node object.</summary>
internal sealed class LocalAddressesOption : Option<string[]>
{
    /// <summary>Read the addresses of this machine.</summary>
    private const string Host = "host";

    public LocalAddressesOption()
        : base("--local-addresses")
    {
        Description = $"Addresses of the node's interfaces besides those of its Node object, or '{Host}' for those of this machine";
        HelpName = "LIST";
        CompletionSources.Add(Host);
    }

    /// <summary>Those of a snapshot as well.</summary>
    /// <exception cref="BadInputException">Something is not an address.</exception>
    public IReadOnlyList<IPAddress> Read(ParseResult line, IpFamily family, ClusterInput input, ILocalAddresses host)
    {
        string[] words = [.. (line.GetValue(this) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        IEnumerable<IPAddress> named = words.Where(word => word != Host).Select(Parse).Concat(input.Objects.LocalAddresses);
        return [.. named.Where(address => address.Family() == family), .. words.Contains(Host) ? host.Read(family) : []];
    }

    private static IPAddress Parse(string word) =>
        AddressText.TryParseAddress(word, out IPAddress address) ? address : throw new BadInputException([$"--local-addresses: '{word}' is not an address"]);
}
