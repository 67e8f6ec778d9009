using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>Replaces every address of a snapshot by its pseudonym. Names stay.</summary>
public static class Pseudonymiser
{
    public static NodeSnapshot Apply(NodeSnapshot snapshot, AddressPseudonyms pseudonyms) => new(
        new ClusterState(
            snapshot.State.Services.Select(objects => Apply(objects, pseudonyms)).ToPagedArray(),
            snapshot.State.Node is { } node ? node with { Addresses = All(node.Addresses, pseudonyms), PodCidrs = All(node.PodCidrs, pseudonyms) } : null,
            snapshot.State.ServiceCidrs.Select(cidr => cidr with { Ranges = All(cidr.Ranges, pseudonyms) }).ToEquatableArray()),
        Apply(snapshot.Arguments, pseudonyms),
        All(snapshot.LocalAddresses, pseudonyms));

    private static ServiceObjects Apply(ServiceObjects objects, AddressPseudonyms pseudonyms) => objects with
    {
        Service = objects.Service is not { } service ? null : service with
        {
            ClusterIPs = All(service.ClusterIPs, pseudonyms),
            ExternalIPs = All(service.ExternalIPs, pseudonyms),
            LoadBalancerIPs = All(service.LoadBalancerIPs, pseudonyms),
            LoadBalancerSourceRanges = All(service.LoadBalancerSourceRanges, pseudonyms),
        },
        Slices = objects.Slices.Select(slice => slice with
        {
            Endpoints = slice.Endpoints.Select(endpoint => endpoint with { Address = pseudonyms.Of(endpoint.Address) }).ToEquatableArray(),
        }).ToEquatableArray(),
    };

    private static GraphArguments Apply(GraphArguments arguments, AddressPseudonyms pseudonyms) => arguments with
    {
        ClusterCidr = string.Join(',', arguments.ClusterCidr.Split(',').Select(word => Text(word, pseudonyms))),
        NodePortAddresses = arguments.NodePortAddresses.Select(word => Text(word, pseudonyms)).ToEquatableArray(),
        ServiceCidrs = arguments.ServiceCidrs.Select(word => Text(word, pseudonyms)).ToEquatableArray(),
        BindAddress = Text(arguments.BindAddress, pseudonyms),
    };

    /// <summary>Words such as <c>primary</c> stay.</summary>
    private static string Text(string word, AddressPseudonyms pseudonyms) =>
        AddressText.TryParseNetwork(word, out IPNetwork range) ? $"{pseudonyms.Of(range)}"
        : AddressText.TryParseAddress(word, out IPAddress address) ? $"{pseudonyms.Of(address)}"
        : word;

    private static EquatableArray<IPAddress> All(EquatableArray<IPAddress> addresses, AddressPseudonyms pseudonyms) => addresses.Select(pseudonyms.Of).ToEquatableArray();

    private static EquatableArray<IPNetwork> All(EquatableArray<IPNetwork> ranges, AddressPseudonyms pseudonyms) => ranges.Select(pseudonyms.Of).ToEquatableArray();
}
