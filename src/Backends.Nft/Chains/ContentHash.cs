using System.Security.Cryptography;
using System.Text;

namespace Proxier.Backends.Nft.Chains;

/// <summary>Short hashes for names: the first 48 bits of a SHA-256, as 12 hexadecimal digits.</summary>
internal static class ContentHash
{
    public static string Of(string content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);
        return Convert.ToHexStringLower(hash[..6]);
    }
}
