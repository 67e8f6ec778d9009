using System.Text.Json;
using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Configuration.Forms;

/// <param name="takesNanoseconds">A number in the file is taken too, as for <c>logging.flushFrequency</c>.</param>
internal sealed class DurationForm(bool takesNanoseconds = false) : ValueForm<TimeSpan>
{
    public override string Expected => "a duration, such as 30s, 500ms or 1h";

    public override bool TryRead(JsonElement json, out TimeSpan value)
    {
        value = default;
        if (takesNanoseconds && json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out long nanoseconds))
        {
            value = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
            return true;
        }

        return TryReadText(json, out string? text) && TryParse(text, out value);
    }

    public override void Write(Utf8JsonWriter json, TimeSpan value) => json.WriteStringValue(GoDuration.Format(value));

    protected override bool TryParse(string text, out TimeSpan value) => GoDuration.TryParse(text, out value);
}
