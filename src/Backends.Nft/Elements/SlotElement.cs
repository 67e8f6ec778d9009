using System.Net;
using Proxier.Backends.Nft.Balancing;

namespace Proxier.Backends.Nft.Elements;

/// <summary>One slot of one frontend, and the endpoint that whoever draws it goes to.</summary>
/// <param name="Number">A classid, because that is the type of skb priority, which carries it. The minor half alone would end at 65,536 slots.</param>
internal readonly record struct SlotElement(FrontendKey Frontend, ClassId Number, IPAddress Address, ushort Port)
{
    /// <summary>What nft needs to delete it.</summary>
    public string Key => $"{Frontend} . {Number}";
}
