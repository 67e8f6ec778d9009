using System.Collections.Immutable;
using System.Text.Json;
using Proxier.Core;
using Proxier.Core.Objects.Reading;
using Proxier.Manifests;

namespace Proxier.Proxyd.Configuration;

/// <summary>
/// Reads a KubeProxyConfiguration (https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/). Fields that it does not
/// know, or that are there twice, are warnings; what has the wrong form is an error.
/// </summary>
internal sealed class FileSettings(string path, ImmutableDictionary<Setting, object>.Builder set, List<OptionFinding> errors, List<string> warnings)
{
    public const string ApiVersion = "kubeproxy.config.k8s.io/v1alpha1";
    public const string Kind = "KubeProxyConfiguration";

    /// <summary>Of all sections: what begins with one of them is not a field, but holds fields.</summary>
    private static readonly HashSet<string> Sections =
    [
        .. Settings.ByField.Keys.SelectMany(field => field.Split('.').SkipLast(1).Select((_, index) => string.Join('.', field.Split('.').Take(index + 1)))),
    ];

    public void Read()
    {
        IReadOnlyList<JsonElement> documents;
        try
        {
            documents = ObjectText.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            errors.Add(new OptionFinding(path, e.Message));
            return;
        }

        if (documents.Count > 1)
            warnings.Add($"{path}: only the first of its {documents.Count} documents counts");
        if (documents is not [{ ValueKind: JsonValueKind.Object } root, ..])
            errors.Add(new OptionFinding(path, $"must hold a {Kind}"));
        else if (CheckType(root, "apiVersion", ApiVersion) & CheckType(root, "kind", Kind))
            ReadObject(root, "");
    }

    private bool CheckType(JsonElement root, string name, string expected)
    {
        bool isRight = root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(expected);
        if (!isRight)
            Report(name, $"must be {expected}{(value.ValueKind == JsonValueKind.Undefined ? "" : $", not {Excerpt.Of(value)}")}");
        return isRight;
    }

    private void ReadObject(JsonElement json, string prefix)
    {
        // The last of several counts, as in Go.
        foreach (IGrouping<string, JsonProperty> members in json.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal))
        {
            string field = prefix + members.Key;
            if (members.Count() > 1)
                warnings.Add($"{path}: {Name(field)} is there {members.Count()} times; the last one counts");
            ReadMember(field, members.Last().Value);
        }
    }

    private void ReadMember(string field, JsonElement json)
    {
        if (field is "apiVersion" or "kind")
            return;
        Settings.ByField.TryGetValue(field, out Setting? setting);
        if (setting is null && !Sections.Contains(field))
            warnings.Add($"{path}: {Name(field)} is not a field of a {Kind}; it is ignored");
        else if (json.ValueKind == JsonValueKind.Null)
            return; // as if it were not there
        else if (setting is not null)
            ReadValue(setting, json);
        else if (json.ValueKind == JsonValueKind.Object)
            ReadObject(json, $"{field}.");
        else
            Report(field, $"must hold fields, not {Excerpt.Of(json)}");
    }

    private void ReadValue(Setting setting, JsonElement json)
    {
        if (setting.Read(json, out string problem) is not { } value)
            Report(setting.Field, problem);
        else if (!setting.IsZeroDefault || !setting.IsZero(value))
            set[setting] = value;
    }

    private static string Name(string field) => Excerpt.Escape(field);

    private void Report(string field, string problem) => errors.Add(new OptionFinding($"{path}: {field}", problem));
}
