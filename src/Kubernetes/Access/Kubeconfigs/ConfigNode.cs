using System.Text;
using Proxier.Core.Objects.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Proxier.Kubernetes.Access.Kubeconfigs;

/// <summary>One mapping of a kubeconfig, or the absence of one. What is wrong with a member is noted, and reading goes on.</summary>
internal sealed class ConfigNode(YamlNode? node, string path, List<Finding> findings)
{
    /// <summary>For what is missing and noted already: what is wrong with it interests nobody.</summary>
    public static ConfigNode Absent => new(null, "", []);

    public bool Exists => node is not null;

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Empty when absent.</summary>
    public string Text(string name)
    {
        switch (Find(name))
        {
            case null:
                return "";
            case YamlScalarNode { Value: { } text }:
                return text;
            default:
                Error(name, "must be text");
                return "";
        }
    }

    public string Required(string name)
    {
        string text = Text(name);
        if (text.Length == 0)
            Error(name, "is required");
        return text;
    }

    public bool Flag(string name)
    {
        string text = Text(name);
        if (text is not ("" or "true" or "false"))
            Error(name, $"must be true or false, not {Excerpt.Of(text)}");
        return text == "true";
    }

    /// <summary>Text that is given in base64; empty when absent.</summary>
    public string Data(string name)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(Text(name)));
        }
        catch (FormatException)
        {
            Error(name, "must be base64");
            return "";
        }
    }

    public ConfigNode Object(string name)
    {
        YamlNode? member = Find(name);
        if (member is not null and not YamlMappingNode)
            Error(name, "must be a mapping");
        return new ConfigNode(member as YamlMappingNode, Path(name), findings);
    }

    public IReadOnlyList<ConfigNode> Items(string name)
    {
        YamlNode? member = Find(name);
        if (member is not null and not YamlSequenceNode)
            Error(name, "must be a list");
        return member is YamlSequenceNode list ? [.. list.Select((item, index) => new ConfigNode(item, $"{Path(name)}[{index}]", findings))] : [];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is YamlSequenceNode list && list.All(item => item is YamlScalarNode))
            return [.. list.Cast<YamlScalarNode>().Select(item => item.Value ?? "")];
        if (Has(name))
            Error(name, "must be a list of texts");
        return [];
    }

    public void Error(string name, string problem) => findings.Add(new Finding(Path(name), problem));

    public string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Null and an empty value count as absent.</summary>
    private YamlNode? Find(string name)
    {
        if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(name), out YamlNode? member))
            return null;
        bool isNull = member is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };
        return isNull ? null : member;
    }
}
