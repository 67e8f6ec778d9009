using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Proxier.Backends.Userspace.Sockets;

/// <summary>An epoll(7) instance, for one thread.</summary>
internal sealed class Epoll : IDisposable
{
    public const uint Readable = 0x1;
    public const uint Writable = 0x4;
    public const uint Failed = 0x8;
    public const uint HungUp = 0x10;
    public const uint PeerDone = 0x2000;
    public const uint OneWaiter = 1u << 28;
    public const uint OnChange = 1u << 31;

    private const int Add = 1;
    private const int Remove = 2;
    private const int Batch = 256;

    /// <summary>struct epoll_event is packed on x86-64 and nowhere else.</summary>
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int EventSize = IsPacked ? 12 : 16;
    private static readonly int TokenOffset = IsPacked ? 4 : 8;

    private readonly byte[] _events = new byte[Batch * EventSize];
    private readonly byte[] _change = new byte[16];
    private readonly int _descriptor;

    public Epoll()
    {
        _descriptor = Libc.EpollCreate(Numbers.CloseOnExec);
        if (_descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <returns>0, or errno.</returns>
    public int Watch(int descriptor, uint events, ulong token)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_change, events);
        BinaryPrimitives.WriteUInt64LittleEndian(_change.AsSpan(TokenOffset), token);
        return Libc.EpollControl(_descriptor, Add, descriptor, _change[0]) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>For descriptors that stay open; closing one ends its watch too.</summary>
    public void Unwatch(int descriptor) => _ = Libc.EpollControl(_descriptor, Remove, descriptor, _change[0]);

    /// <returns>How many events there are to <see cref="Get"/>.</returns>
    public int Wait(int timeoutMs)
    {
        int count = Libc.EpollWait(_descriptor, ref _events[0], Batch, timeoutMs);
        return count > 0 ? count : 0; // less than 0 is a signal
    }

    public (ulong Token, uint Events) Get(int index)
    {
        ReadOnlySpan<byte> one = _events.AsSpan(index * EventSize, EventSize);
        return (BinaryPrimitives.ReadUInt64LittleEndian(one[TokenOffset..]), BinaryPrimitives.ReadUInt32LittleEndian(one));
    }

    public void Dispose() => Descriptor.Close(_descriptor);
}
