namespace Proxier.Integration.Packets;

/// <summary>Whose address an endpoint sees as the source of a connection.</summary>
public enum Seen
{
    AsItself,

    /// <summary>Masqueraded: one of the node's addresses.</summary>
    AsNode,
}
