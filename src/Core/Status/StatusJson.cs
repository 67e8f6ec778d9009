using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Proxier.Core.Objects;
using Proxier.Core.Sync;

namespace Proxier.Core.Status;

/// <summary>A <see cref="ProxyStatus"/> as it goes over the socket.</summary>
[JsonSerializable(typeof(ProxyStatus))]
public sealed partial class StatusJson : JsonSerializerContext
{
    private static StatusJson Own { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<IpFamily>(), new JsonStringEnumConverter<SyncKind>() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into HTML
    });

    public static byte[] Write(ProxyStatus status) => JsonSerializer.SerializeToUtf8Bytes(status, Own.ProxyStatus);

    /// <exception cref="JsonException">It is not the status of a proxy.</exception>
    public static ProxyStatus Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Own.ProxyStatus) ?? throw new JsonException("It is null.");
}
