using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Kernel.Tests.Commands;

/// <summary>A script text whose writing is up to the test.</summary>
internal sealed class FakeText(Action<Stream> write) : IScriptText
{
    public string Template => "fake.scriban";

    public static FakeText OfBytes(long count) => new(stream =>
    {
        var block = new byte[64 << 10];
        block.AsSpan().Fill((byte)'x');
        for (long left = count; left > 0; left -= block.Length)
            stream.Write(block.AsSpan(0, (int)Math.Min(left, block.Length)));
    });

    public void WriteTo(Stream stream) => write(stream);

    public void WriteModelTo(Utf8JsonWriter writer) => throw new NotSupportedException();
}
