using System.Net;

namespace Proxier.Core.Objects.Reading;

internal static class SliceEndpointReader
{
    public static EquatableArray<SliceEndpoint> Read(ObjectField root, IpFamily family, StringPool pool)
    {
        EndpointWeights weights = EndpointWeights.Read(root.Object("metadata").Object("annotations"));
        List<SliceEndpoint> endpoints = [];
        foreach (Field item in root.Items("endpoints"))
        {
            if (ReadEndpoint(item.Object(), family, weights, pool) is { } endpoint)
                endpoints.Add(endpoint);
        }

        return endpoints.ToEquatableArray();
    }

    private static SliceEndpoint? ReadEndpoint(ObjectField field, IpFamily family, EndpointWeights weights, StringPool pool)
    {
        ObjectField conditions = field.Object("conditions");
        ObjectField hints = field.Object("hints");
        bool? isReady = conditions.Flag("ready"), isServing = conditions.Flag("serving"), isTerminating = conditions.Flag("terminating");
        string? nodeName = NameForm.Subdomain.Optional(field, "nodeName", pool);
        EquatableArray<string> zones = ReadHints(hints, "forZones", pool), nodes = ReadHints(hints, "forNodes", pool);
        if (ReadAddress(field, family) is not { } address)
            return null;
        return new SliceEndpoint(address)
        {
            // Absent conditions are read as kube-proxy does: in favour of the endpoint.
            IsReady = isReady ?? true,
            IsServing = isServing ?? true,
            IsTerminating = isTerminating ?? false,
            NodeName = nodeName,
            ZoneHints = zones,
            NodeHints = nodes,
            Weight = weights.Of(address),
        };
    }

    /// <summary>The first address: the API has allowed one at most to be meant since discovery.k8s.io/v1.</summary>
    private static IPAddress? ReadAddress(ObjectField field, IpFamily family)
    {
        if (field.First("addresses") is not { } first)
        {
            field.Warn("addresses", "is empty: the endpoint is left out");
            return null;
        }

        if (first.Text() is not { } text)
            return null;
        if (!AddressText.TryParseAddress(text, out IPAddress address))
            first.Warn($"is no IP address: the endpoint {Excerpt.Of(text)} is left out");
        else if (address.Family() != family)
            first.Warn($"is not of the slice's addressType: the endpoint {Excerpt.Of(text)} is left out");
        else
            return address;
        return null;
    }

    private static EquatableArray<string> ReadHints(ObjectField hints, string field, StringPool pool)
    {
        List<string>? names = null;
        foreach (Field item in hints.Items(field))
        {
            if (item.Object().Text("name") is { Length: > 0 } name)
                (names ??= []).Add(pool.Share(name));
        }

        return names is null ? [] : names.ToEquatableArray();
    }
}
