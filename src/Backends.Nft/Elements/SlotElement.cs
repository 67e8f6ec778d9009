using System.Net;

namespace Proxier.Backends.Nft.Elements;

/// <summary>One slot of one frontend, and the endpoint that whoever draws it goes to.</summary>
/// <param name="Number">As nft writes the minor half of a classid: hexadecimal.</param>
internal readonly record struct SlotElement(FrontendKey Frontend, HexNumber Number, IPAddress Address, ushort Port)
{
    /// <summary>What nft needs to delete it.</summary>
    public string Key => $"{Frontend} . 0:{Number}";
}
