namespace Proxier.Backends.Iptables.Chains;

/// <summary>A chain of the nat table that belongs to one service port. Equal content compares equal: only what differs is written.</summary>
internal abstract record ServiceChain(string Name);
