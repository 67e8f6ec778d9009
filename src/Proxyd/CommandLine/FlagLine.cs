using System.CommandLine;
using System.CommandLine.Parsing;
using Proxier.Proxyd.Configuration;

namespace Proxier.Proxyd.CommandLine;

/// <summary>The command line: kube-proxy's flags and ours. Values stay text here; what is wrong with them is reported together, later.</summary>
internal sealed class FlagLine
{
    private readonly Dictionary<string, Option<string[]>> _options;

    public FlagLine()
    {
        _options = Settings.ByFlag.ToDictionary(flag => flag.Key, flag => Option(flag.First()), StringComparer.Ordinal);
        foreach (Option<string[]> option in _options.Values)
            Command.Options.Add(option);
    }

    public RootCommand Command { get; } =
        new("Makes Kubernetes Services answer on this node: watches Services and EndpointSlices, and keeps the kernel's rules at their state.");

    /// <summary>As kube-proxy reads it: an underscore in a flag's name is a dash, and nothing after an equals sign is an empty value.</summary>
    public ParseResult Parse(IEnumerable<string> arguments) => Command.Parse([.. arguments.SelectMany(Words)]);

    /// <summary>What was given, by flag; an empty text for a flag without a value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Given(ParseResult line) => _options
        .Select(option => (Flag: option.Key, Result: line.GetResult(option.Value)))
        .Where(option => option.Result is { Implicit: false })
        .ToDictionary(option => option.Flag, option => Texts(option.Result!)); // null was left out just before

    private static IReadOnlyList<string> Texts(OptionResult result) => result.Tokens.Count == 0 ? ["true"] : [.. result.Tokens.Select(token => token.Value)];

    private static Option<string[]> Option(Setting setting)
    {
        string[] aliases = setting.Flag == "--v" ? ["-v"] : [];
        return new Option<string[]>(setting.Flag, aliases)
        {
            Description = setting.Help + Default(setting),
            HelpName = setting.IsSwitch ? "BOOL" : setting.ValueName,
            Arity = setting.IsSwitch ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            Hidden = setting.Effect.IsNone,
        };
    }

    private static string Default(Setting setting) => setting.IsZero(setting.Fallback) ? "" : $" Default: {setting.TextOf(setting.Fallback).Trim('"')}.";

    private static string[] Words(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
            return [argument];
        string[] parts = argument.Split('=', 2);
        parts[0] = parts[0].Replace('_', '-');
        return parts is [_, ""] ? parts : [string.Join('=', parts)];
    }
}
