namespace Proxier.Backends.Iptables;

/// <summary>How the frontend of a packet is found.</summary>
public enum DispatchMode
{
    /// <summary>A list up to a number of frontends, a tree above.</summary>
    Auto,

    /// <summary>One rule after the other, as kube-proxy does.</summary>
    List,

    /// <summary>By prefix of the address, through a few levels to short lists.</summary>
    Tree,
}
