using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;
using Proxier.Core.Listing;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Proxyctl.Applying;
using Proxier.Proxyctl.Comparing;
using Proxier.Proxyctl.Listing;
using Proxier.Proxyctl.Probing;
using Proxier.Proxyctl.Status;
using Proxier.Proxyctl.Takeover;
using Proxier.Proxyctl.Validating;

namespace Proxier.Proxyctl.Screens;

/// <summary>What <c>-o json</c> prints.</summary>
[JsonSerializable(typeof(ApplyReport))]
[JsonSerializable(typeof(DiffReport))]
[JsonSerializable(typeof(EndpointList))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ProbeReport))]
[JsonSerializable(typeof(ServiceList))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(TakeoverReport))]
[JsonSerializable(typeof(ValidationReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    private static ReportJson Create() => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter<IpFamily>(), new JsonStringEnumConverter<FamilyOutcome>(), new JsonStringEnumConverter<Answer>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Fate>(), new JsonStringEnumConverter<Cause>(), new JsonStringEnumConverter<SourceRewrite>(),
            new JsonStringEnumConverter<FrontendKind>(), new JsonStringEnumConverter<Scheduler>(), new JsonStringEnumConverter<Masquerade>(),
            new JsonStringEnumConverter<Protocol>(), new JsonStringEnumConverter<SyncKind>(), new JsonStringEnumConverter<DiffSign>(), new JsonStringEnumConverter<TrafficPolicy>(), new JsonStringEnumConverter<EndpointState>(),
        },
        WriteIndented = true,
        NewLine = "\n",
        // Quotes in messages stay readable: nothing here is ever put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static JsonElement ToElement<T>(T report) => JsonSerializer.SerializeToElement(report, typeof(T), Create());

    public static void Write<T>(Stream output, T report)
    {
        JsonSerializer.Serialize(output, report, typeof(T), Create());
        output.Write("\n"u8);
    }
}
