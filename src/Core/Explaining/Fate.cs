namespace Proxier.Core.Explaining;

/// <summary>What becomes of a new connection.</summary>
public enum Fate
{
    /// <summary>Its destination becomes that of an endpoint.</summary>
    Forwarded,

    /// <summary>The client is told at once that nobody is there.</summary>
    Refused,

    /// <summary>The client hears nothing.</summary>
    Dropped,

    /// <summary>No rule of ours is about it: it goes where the routes say.</summary>
    Untouched,
}
