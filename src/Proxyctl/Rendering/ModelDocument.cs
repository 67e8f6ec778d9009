using System.Text.Encodings.Web;
using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Proxyctl.Rendering;

/// <summary>The scripts as JSON: who runs each, and what its template receives.</summary>
internal static class ModelDocument
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IEnumerable<Script> scripts, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartArray();
        foreach (Script script in scripts)
            Write(script, json);
        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Script script, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("program", script.Program);
        json.WriteStartArray("arguments");
        foreach (string argument in script.Arguments)
            json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteString("purpose", script.Purpose);
        json.WriteString("template", script.Text.Template);
        json.WritePropertyName("model");
        script.Text.WriteModelTo(json);
        json.WriteEndObject();
        json.Flush();
    }
}
