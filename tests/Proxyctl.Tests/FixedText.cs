using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Proxyctl.Tests;

internal sealed class FixedText(string text) : IScriptText
{
    public string Template => "none";

    public void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(text));

    public void WriteModelTo(Utf8JsonWriter writer) => writer.WriteNullValue();
}
