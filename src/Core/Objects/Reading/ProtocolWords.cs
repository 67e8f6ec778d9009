namespace Proxier.Core.Objects.Reading;

internal static class ProtocolWords
{
    public static readonly (string, Protocol)[] All = [("TCP", Protocol.Tcp), ("UDP", Protocol.Udp), ("SCTP", Protocol.Sctp)];
}
