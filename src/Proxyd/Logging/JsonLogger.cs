using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Proxier.Core;

namespace Proxier.Proxyd.Logging;

/// <summary>
/// Lines as Kubernetes' own components write them with <c>--logging-format=json</c>: ts in milliseconds since 1970, logger, msg, and v or err.
/// What a message names is there a second time by itself.
/// </summary>
internal sealed class JsonLogger(string category, TextWriter output, TimeProvider time) : ILogger
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("ts", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteString("level", logLevel.ToString());
            json.WriteString("logger", category);
            json.WriteNumber("id", eventId.Id);
            json.WriteString("msg", formatter(state, exception));
            if (exception is not null)
                json.WriteString("err", exception is ProxyException ? exception.Message : exception.ToString());
            WriteNamed(json, state);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    private static void WriteNamed(Utf8JsonWriter json, object? state)
    {
        foreach ((string name, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (name != "{OriginalFormat}")
                json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(name), value?.ToString());
        }
    }
}
