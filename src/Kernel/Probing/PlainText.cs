using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Kernel.Probing;

/// <summary>A script that comes from no template.</summary>
internal sealed class PlainText(string text) : IScriptText
{
    public string Template => "";

    public void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(text));

    public void WriteModelTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
