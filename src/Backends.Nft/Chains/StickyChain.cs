namespace Proxier.Backends.Nft.Chains;

/// <summary>One pool of a service port with session affinity.</summary>
/// <param name="Map">Remembers client and endpoint number; shared by all pools of the service port.</param>
/// <param name="Draw">Draws a slot for a client that is not known.</param>
/// <param name="Slots">From slot to endpoint number.</param>
/// <param name="Endpoints">From endpoint number to endpoint: only those of this pool, so a number that is gone finds nothing.</param>
internal sealed record StickyChain(
    string Name,
    string Service,
    string Protocol,
    string Map,
    long TimeoutSeconds,
    string Draw,
    IReadOnlyList<StickySlot> Slots,
    IReadOnlyList<NumberedEndpoint<string>> Endpoints) : NftChain(Name)
{
    public override int Level => 0;
}

internal sealed record StickySlot(int Number, string Endpoint);
