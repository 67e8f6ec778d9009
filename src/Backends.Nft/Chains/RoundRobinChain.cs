using System.Net;

namespace Proxier.Backends.Nft.Chains;

/// <summary>Takes the slots of one pool in turn.</summary>
internal sealed record RoundRobinChain(string Name, string Service, string Protocol, string Draw, IReadOnlyList<NumberedEndpoint<int>> Slots) : NftChain(Name)
{
    public override int Level => 0;
}

/// <param name="Number">A slot number or an affinity number.</param>
internal sealed record NumberedEndpoint<T>(T Number, IPAddress Address, ushort Port);
