using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proxier.Proxyd.Configuration;

/// <summary>All fields of a KubeProxyConfiguration with what is in force, defaults included.</summary>
internal static class ConfigurationJson
{
    public static JsonObject Of(SettingValues values)
    {
        var root = new JsonObject { ["apiVersion"] = FileSettings.ApiVersion, ["kind"] = FileSettings.Kind };
        foreach (Setting setting in Settings.ByField.Values.Where(setting => !setting.IsOptional || values.IsSet(setting)))
        {
            string[] path = setting.Field.Split('.');
            JsonObject section = path.SkipLast(1).Aggregate(root, Member);
            section[path[^1]] = Value(setting, values[setting]);
        }

        return root;
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there)
            return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    private static JsonNode? Value(Setting setting, object value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            setting.Write(json, value);
        return JsonNode.Parse(text.WrittenSpan);
    }
}
