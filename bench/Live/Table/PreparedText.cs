using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Testing;

namespace Proxier.Live.Table;

/// <summary>A text that is there before the time begins to count.</summary>
internal sealed class PreparedText : IScriptText
{
    private readonly ReadOnlyMemory<byte> _text;

    public PreparedText(IEnumerable<string> lines)
    {
        using var text = new MemoryStream();
        new LinesText(lines).WriteTo(text);
        _text = text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    public long Bytes => _text.Length;

    public string Template => "";

    public void WriteTo(Stream stream) => stream.Write(_text.Span);

    public void WriteModelTo(Utf8JsonWriter writer) => throw new NotSupportedException("It has no template.");
}
