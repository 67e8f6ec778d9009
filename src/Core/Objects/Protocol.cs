namespace Proxier.Core.Objects;

/// <summary>Transport protocols a Service port may have.</summary>
public enum Protocol
{
    Tcp,
    Udp,
    Sctp,
}
