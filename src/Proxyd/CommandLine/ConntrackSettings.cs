namespace Proxier.Proxyd.CommandLine;

/// <summary>Zero everywhere: leave it as the kernel has it.</summary>
internal sealed record ConntrackSettings(
    long MaxPerCore, long Min, TimeSpan TcpEstablished, TimeSpan TcpCloseWait, bool TcpBeLiberal, TimeSpan Udp, TimeSpan UdpStream);
