namespace Proxier.Core.Iptables;

/// <summary>Which of the kernel's two rule engines the tool writes to. Rules in one are not seen by the tool of the other, but by every packet.</summary>
public enum IptablesVariant
{
    /// <summary>Whichever is in use on this node.</summary>
    Auto,

    /// <summary>nf_tables, through <c>iptables-nft</c>.</summary>
    Nft,

    /// <summary>x_tables, through <c>iptables-legacy</c>.</summary>
    Legacy,
}
