namespace Proxier.Core.Listing;

public enum EndpointState
{
    Ready,

    /// <summary>On its way out, and still able to answer.</summary>
    Terminating,
    NotReady,
}
