using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Core.Commands;

namespace Proxier.Core.Sync;

/// <summary>Counts what the scripts of one apply come to while they are written.</summary>
internal sealed class ScriptTally
{
    private static readonly AsyncLocal<ScriptTally?> Local = new();

    private int _scripts;
    private long _bytes;
    private long _toolTicks;

    /// <summary>Of the apply that this code is part of; null: of none.</summary>
    public static ScriptTally? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    public SyncCost Cost => new(Volatile.Read(ref _scripts), Interlocked.Read(ref _bytes), new TimeSpan(Interlocked.Read(ref _toolTicks)));

    /// <summary>A program that was given a script has ended.</summary>
    public void Took(TimeSpan elapsed) => Interlocked.Add(ref _toolTicks, elapsed.Ticks);

    /// <summary>The same command.</summary>
    public Command Watch(Command command) => command.Input is { } text ? command with { Input = new TalliedText(text, this) } : command;

    private sealed class TalliedText(IScriptText text, ScriptTally tally) : IScriptText
    {
        public string Template => text.Template;

        public void WriteTo(Stream stream)
        {
            Interlocked.Increment(ref tally._scripts);
            using var counting = new TalliedStream(stream, tally);
            text.WriteTo(counting);
        }

        public void WriteModelTo(Utf8JsonWriter writer) => text.WriteModelTo(writer);
    }

    /// <summary>Leaves the stream open that it writes to.</summary>
    private sealed class TalliedStream(Stream stream, ScriptTally tally) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            stream.Write(buffer);
            Interlocked.Add(ref tally._bytes, buffer.Length);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
