using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Testing;

/// <summary>Lines for a program's standard input, made anew each time that they are written.</summary>
public sealed class LinesText(IEnumerable<string> lines) : IScriptText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Template => "";

    public void WriteTo(Stream stream)
    {
        using var writer = new StreamWriter(stream, Utf8, bufferSize: 1 << 16, leaveOpen: true);
        foreach (string line in lines)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    public void WriteModelTo(Utf8JsonWriter writer) => throw new NotSupportedException("It has no template.");
}
