using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>
/// Writes values in a form that is the same on every machine and that no two different sequences of values share: numbers have
/// a fixed width, most significant byte first; texts, addresses and lists begin with their length.
/// </summary>
internal sealed class ContentWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ContentWriter Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }

    public ContentWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
        return this;
    }

    public ContentWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public ContentWriter Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
        return this;
    }

    public ContentWriter Address(IPAddress? value)
    {
        int length = 0;
        value?.TryWriteBytes(_buffer.GetSpan(17)[1..], out length);
        _buffer.GetSpan(17)[0] = (byte)length;
        _buffer.Advance(1 + length);
        return this;
    }

    public ContentWriter Network(IPNetwork value) => Address(value.BaseAddress).Byte((byte)value.PrefixLength);

    public ContentWriter List<T>(EquatableArray<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (T item in items)
            write(item);
        return this;
    }

    /// <summary>SHA-256 of everything written, cut to its first 128 bits.</summary>
    public Digest ToDigest()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.WrittenSpan, hash);
        return new Digest(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    private ContentWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }
}
