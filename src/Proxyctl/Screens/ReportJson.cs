using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Applying;
using Proxier.Proxyctl.Probing;
using Proxier.Proxyctl.Status;
using Proxier.Proxyctl.Validating;

namespace Proxier.Proxyctl.Screens;

/// <summary>What <c>-o json</c> prints.</summary>
[JsonSerializable(typeof(ApplyReport))]
[JsonSerializable(typeof(ProbeReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(ValidationReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    private static ReportJson Create() => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<IpFamily>(), new JsonStringEnumConverter<FamilyOutcome>(), new JsonStringEnumConverter<Answer>(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
        NewLine = "\n",
        // Quotes in messages stay readable: nothing here is ever put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(Stream output, ApplyReport report)
    {
        JsonSerializer.Serialize(output, report, Create().ApplyReport);
        output.Write("\n"u8);
    }

    public static void Write(Stream output, ProbeReport report)
    {
        JsonSerializer.Serialize(output, report, Create().ProbeReport);
        output.Write("\n"u8);
    }

    public static void Write(Stream output, StatusReport report)
    {
        JsonSerializer.Serialize(output, report, Create().StatusReport);
        output.Write("\n"u8);
    }

    public static void Write(Stream output, ValidationReport report)
    {
        JsonSerializer.Serialize(output, report, Create().ValidationReport);
        output.Write("\n"u8);
    }
}
