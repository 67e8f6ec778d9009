using System.Text.Json;
using Proxier.Core;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>Feature gates, ordered by name; on the command line <c>A=true,B=false</c>.</summary>
internal sealed class GatesForm : ValueForm<EquatableArray<FeatureGate>>
{
    public override string Expected => "names of gates, each with true or false";

    public override bool TryRead(JsonElement json, out EquatableArray<FeatureGate> value)
    {
        value = [];
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(member => member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)))
            return false;
        value = Ordered(json.EnumerateObject().Select(member => new FeatureGate(member.Name, member.Value.GetBoolean())));
        return true;
    }

    public override bool TryParse(IReadOnlyList<string> texts, out EquatableArray<FeatureGate> value)
    {
        var gates = new List<FeatureGate>();
        value = [];
        foreach (string entry in texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            string[] parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !SwitchForm.TryRead(parts[1], out bool isOn))
                return false;
            gates.Add(new FeatureGate(parts[0], isOn));
        }

        value = Ordered(gates);
        return true;
    }

    public override void Write(Utf8JsonWriter json, EquatableArray<FeatureGate> value)
    {
        json.WriteStartObject();
        foreach (FeatureGate gate in value)
            json.WriteBoolean(gate.Name, gate.IsOn);
        json.WriteEndObject();
    }

    protected override bool TryParse(string text, out EquatableArray<FeatureGate> value) => TryParse([text], out value);

    /// <summary>The last of one name counts.</summary>
    private static EquatableArray<FeatureGate> Ordered(IEnumerable<FeatureGate> gates) =>
        gates.GroupBy(gate => gate.Name, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(gate => gate.Name, StringComparer.Ordinal).ToEquatableArray();
}
