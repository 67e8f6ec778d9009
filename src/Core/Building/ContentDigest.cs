using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>Digests of the graph's parts: equal for equal content, in every process and on every machine.</summary>
internal static class ContentDigest
{
    public static Digest Of(ServicePort port)
    {
        var writer = new ContentWriter();
        writer.Text("port").Text(port.Name.Service.Namespace).Text(port.Name.Service.Name).Text(port.Name.Port).Number((int)port.Name.Protocol);
        writer.List(port.Frontends, frontend => Write(writer, frontend));
        writer.List(port.LocalEndpoints, endpoint => Write(writer, endpoint));
        writer.List(port.FlowEndpoints, endpoint => Write(writer, endpoint));
        writer.Flag(port.HealthCheck is not null);
        if (port.HealthCheck is { } check)
            writer.Number(check.NodePort).Number(check.LocalEndpoints);
        return writer.ToDigest();
    }

    public static Digest Of(NodeRules rules)
    {
        var writer = new ContentWriter();
        writer.Text("node");
        Write(writer, rules.PodSource);
        Write(writer, rules.NodePortAddresses);
        writer.List(rules.ServiceRanges, range => writer.Network(range));
        writer.List(rules.NodeAddresses, address => writer.Address(address));
        writer.Number((long)rules.MasqueradeMark);
        return writer.ToDigest();
    }

    private static void Write(ContentWriter writer, Frontend frontend)
    {
        writer.Number((int)frontend.Kind).Address(frontend.Address).Number((int)frontend.Protocol).Number(frontend.Port);
        writer.List(frontend.Pool.Endpoints, endpoint => Write(writer, endpoint));
        writer.Flag(frontend.ShortCircuitPool is not null);
        if (frontend.ShortCircuitPool is { } pool)
            writer.List(pool.Endpoints, endpoint => Write(writer, endpoint));
        writer.Number((int)frontend.OnEmpty).Number((int)frontend.Masquerade).Number(frontend.AffinityTimeout?.Ticks ?? -1L);
        writer.Flag(frontend.AllowedSources is not null);
        if (frontend.AllowedSources is { } sources)
            writer.List(sources, range => writer.Network(range));
        writer.Number((int)frontend.Scheduler).Flag(frontend.HasLocalPool);
        if (frontend.HasProxyHeader)
            writer.Text("proxy"); // only where it is asked for, so that everybody else's digest stays as it was
    }

    private static void Write(ContentWriter writer, Endpoint endpoint) =>
        writer.Address(endpoint.Address).Number(endpoint.Port).Flag(endpoint.IsLocal).Number(endpoint.Weight);

    private static void Write(ContentWriter writer, PodSource? source) => _ = source switch
    {
        null => writer.Text("none"),
        PodSource.Range range => writer.Text("range").Network(range.Network),
        PodSource.Interface single => writer.Text("interface").Text(single.Name),
        PodSource.InterfacePrefix prefix => writer.Text("prefix").Text(prefix.Prefix),
        _ => throw new InvalidOperationException($"Pod source {source} is not known."),
    };

    private static void Write(ContentWriter writer, NodePortAddresses addresses) => _ = addresses switch
    {
        NodePortAddresses.All all => writer.Text("all").Flag(all.WithLoopback),
        NodePortAddresses.InRanges ranges => writer.Text("ranges").List(ranges.Ranges, range => writer.Network(range)),
        _ => throw new InvalidOperationException($"Node-port addresses {addresses} are not known."),
    };
}
