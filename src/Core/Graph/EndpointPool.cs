namespace Proxier.Core.Graph;

/// <summary>Endpoints that share traffic, each ip:port once, ordered by the text of ip:port (IPv6 in brackets).</summary>
public sealed record EndpointPool(EquatableArray<Endpoint> Endpoints)
{
    public static EndpointPool Empty { get; } = new([]);

    public bool IsEmpty => Endpoints.IsEmpty;
}
