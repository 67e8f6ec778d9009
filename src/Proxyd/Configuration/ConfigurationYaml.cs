using System.Text;
using System.Text.Json.Nodes;

namespace Proxier.Proxyd.Configuration;

/// <summary>A configuration as a file that could be given to <c>--config</c>: YAML, in order, with every field.</summary>
internal static class ConfigurationYaml
{
    public static string Write(SettingValues values)
    {
        var yaml = new StringBuilder();
        WriteMembers(yaml, ConfigurationJson.Of(values), "");
        return yaml.ToString();
    }

    private static void WriteMembers(StringBuilder yaml, JsonObject json, string indent)
    {
        foreach ((string name, JsonNode? value) in json.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            yaml.Append(indent).Append(name).Append(':');
            WriteValue(yaml, value, indent);
        }
    }

    private static void WriteValue(StringBuilder yaml, JsonNode? value, string indent)
    {
        if (value is JsonObject { Count: > 0 } members)
        {
            yaml.Append('\n');
            WriteMembers(yaml, members, indent + "  ");
        }
        else if (value is JsonArray { Count: > 0 } items)
        {
            yaml.Append('\n');
            foreach (JsonNode? item in items)
                yaml.Append(indent).Append("- ").Append(Flow(item)).Append('\n');
        }
        else
        {
            yaml.Append(' ').Append(Flow(value)).Append('\n');
        }
    }

    /// <summary>JSON in one line is YAML too; its texts stand in quotes, so none is taken for something else.</summary>
    private static string Flow(JsonNode? value) => value?.ToJsonString() ?? "null";
}
