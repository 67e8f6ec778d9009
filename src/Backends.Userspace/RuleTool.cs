namespace Proxier.Backends.Userspace;

public enum RuleTool
{
    /// <summary>nft where its rules are accepted, else iptables.</summary>
    Auto,
    Nft,
    Iptables,
}
