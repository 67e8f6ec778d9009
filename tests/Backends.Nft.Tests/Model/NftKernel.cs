using System.Text.RegularExpressions;

namespace Proxier.Backends.Nft.Tests.Model;

/// <summary>
/// What <c>nft -f</c> and the kernel make of our scripts, as far as our scripts go. It refuses what they refuse, all of a script or
/// nothing, and on top of that a chain that is written a second time while it has rules. <c>KernelTests</c> compares it with the real thing.
/// </summary>
internal sealed partial class NftKernel
{
    private Dictionary<string, NftTable> _tables = [];

    /// <summary>Null: there is none.</summary>
    public NftTable? Table(string family) => _tables.GetValueOrDefault(family);

    /// <exception cref="NftRefusal">And nothing has changed.</exception>
    public void Load(string script)
    {
        Dictionary<string, NftTable> copy = _tables.ToDictionary(table => table.Key, table => table.Value.Copy());
        var lines = new Queue<string>(script.Split('\n').Where(line => line.Length > 0));
        while (lines.TryDequeue(out string? line))
            Run(copy, line, lines);
        foreach (NftTable table in copy.Values)
            table.CheckReferences();
        _tables = copy;
    }

    private static void Run(Dictionary<string, NftTable> tables, string line, Queue<string> lines)
    {
        Match command = Command().Match(line);
        if (!command.Success)
            throw new NftRefusal($"Not a command that we use: {line}");
        string family = command.Groups["family"].Value, rest = command.Groups["rest"].Value.Trim();
        string verb = command.Groups["verb"].Value;
        if (verb is "table" or "add table" && !tables.ContainsKey(family))
            tables[family] = new NftTable();
        NftTable table = tables.GetValueOrDefault(family) ?? throw new NftRefusal($"No such table: {line}");
        switch (verb)
        {
            case "add table":
                break;
            case "delete table":
                tables.Remove(family);
                break;
            case "flush table":
                table.FlushRules();
                break;
            case "table":
                table.Declare(lines);
                break;
            case "add map":
                table.AddContainer(Word(rest));
                break;
            case "add chain":
                table.AddChain(rest, []);
                break;
            case "delete chain":
                table.DeleteChain(rest);
                break;
            case "delete map":
                table.DeleteContainer(rest);
                break;
            case "flush set" or "flush map":
                table.Container(rest).Clear();
                break;
            case "add element":
                table.AddElements(Word(rest), Elements(lines));
                break;
            case "delete element":
                table.DeleteElements(Word(rest), Elements(lines));
                break;
        }
    }

    private static string Word(string text) => text.Split(' ')[0];

    private static IEnumerable<string> Elements(Queue<string> lines)
    {
        for (string line = lines.Dequeue(); line != "}"; line = lines.Dequeue())
            yield return line.StartsWith('\t') && line.EndsWith(',') ? line[1..^1] : throw new NftRefusal($"Not an element: {line}");
    }

    [GeneratedRegex(@"^(?<verb>table|(add|delete|flush) (table|map|chain|element|set)) (?<family>ip6?) proxier(?<rest>.*)$")]
    private static partial Regex Command();
}
