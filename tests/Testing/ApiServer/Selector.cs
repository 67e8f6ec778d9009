using System.Text.RegularExpressions;

namespace Proxier.Testing.ApiServer;

/// <summary>Which objects a request is about, from its label and field selectors.</summary>
internal sealed partial class Selector
{
    private readonly List<Func<StoredObject, bool>> _conditions = [];

    /// <exception cref="Refusal">A selector is not one.</exception>
    public Selector(string labelSelector, string fieldSelector)
    {
        foreach (Match part in Parts(LabelForm, labelSelector, "labelSelector"))
            _conditions.Add(Label(part));
        foreach (Match part in Parts(FieldForm, fieldSelector, "fieldSelector"))
            _conditions.Add(Field(part));
    }

    public bool Matches(StoredObject? stored) => stored is not null && _conditions.All(condition => condition(stored));

    private static IEnumerable<Match> Parts(Regex form, string text, string parameter)
    {
        // A comma inside parentheses separates values.
        foreach (string part in text.Length == 0 ? [] : Commas.Split(text))
        {
            Match match = form.Match(part);
            yield return match.Success ? match : throw Refusal.BadRequest($"unable to parse requirement in {parameter}: {part}");
        }
    }

    private static Func<StoredObject, bool> Label(Match part)
    {
        string key = part.Groups["key"].Value;
        string[] values = [.. part.Groups["value"].Captures.Select(value => value.Value)];
        return (part.Groups["not"].Value + part.Groups["operator"].Value) switch
        {
            "!" => stored => !stored.Labels.ContainsKey(key),
            "" => stored => stored.Labels.ContainsKey(key),
            "!=" or "notin" => stored => !values.Contains(stored.Labels.GetValueOrDefault(key)),
            _ => stored => values.Contains(stored.Labels.GetValueOrDefault(key)),
        };
    }

    private static Func<StoredObject, bool> Field(Match part)
    {
        string value = part.Groups["value"].Value;
        Func<StoredObject, string> field = part.Groups["key"].Value switch
        {
            "metadata.name" => stored => stored.Name.Name,
            "metadata.namespace" => stored => stored.Name.Namespace,
            string other => throw Refusal.BadRequest($"field label not supported: {other}"),
        };
        return part.Groups["operator"].Value == "!=" ? stored => field(stored) != value : stored => field(stored) == value;
    }

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex Commas { get; }

    [GeneratedRegex(@"^(?:(?<not>!)?(?<key>[\w./-]+)|(?<key>[\w./-]+)(?<operator>==|=|!=)(?<value>[\w.-]*)|(?<key>[\w./-]+) (?<operator>in|notin) \((?<value>[\w.-]*)(?:,(?<value>[\w.-]*))*\))$")]
    private static partial Regex LabelForm { get; }

    [GeneratedRegex(@"^(?<key>[\w.]+)(?<operator>==|=|!=)(?<value>[\w.-]*)$")]
    private static partial Regex FieldForm { get; }
}
