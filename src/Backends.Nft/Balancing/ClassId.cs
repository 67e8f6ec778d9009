namespace Proxier.Backends.Nft.Balancing;

/// <summary>A 32-bit number as nft writes its type classid: two halves in hexadecimal, <c>9d3c:71aa</c>.</summary>
internal readonly record struct ClassId(uint Value)
{
    public override string ToString() => $"{Value >> 16:x}:{Value & 0xffff:x}";
}
