namespace Proxier.Backends.Userspace.Sockets;

/// <summary>Numbers of Linux's socket calls that are the same on every architecture that .NET runs on.</summary>
internal static class Numbers
{
    public const ushort FamilyIPv4 = 2;
    public const ushort FamilyIPv6 = 10;

    public const int Stream = 1;
    public const int Datagram = 2;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int LevelSocket = 1;
    public const int ReuseAddress = 2;
    public const int SocketError = 4;
    public const int KeepAlive = 9;
    public const int Linger = 13;
    public const int Mark = 36;

    public const int LevelTcp = 6;
    public const int NoDelay = 1;
    public const int KeepIdle = 4;

    public const int LevelIPv4 = 0;
    public const int PacketInfoIPv4 = 8;
    public const int LevelIPv6 = 41;
    public const int OnlyIPv6 = 26;
    public const int WantPacketInfoIPv6 = 49;
    public const int PacketInfoIPv6 = 50;

    /// <summary>SO_ORIGINAL_DST and IP6T_SO_ORIGINAL_DST of netfilter.</summary>
    public const int OriginalDestination = 80;

    public const int DoNotWait = 0x40;
    public const int NoSignal = 0x4000;
    public const int ShutdownSend = 1;
    public const int ShutdownBoth = 2;

    public const int TryAgain = 11;
    public const int TooManyInProcess = 24;
    public const int TooManyInSystem = 23;
    public const int AddressInUse = 98;
    public const int NoBuffers = 105;
    public const int OutOfMemory = 12;
    public const int ConnectionRefused = 111;
    public const int InProgress = 115;
    public const int TimedOut = 110;
    public const int Interrupted = 4;

    public const int OpenFiles = 7;
}
