using System.Runtime.CompilerServices;
using Proxier.Core.Commands;
using Proxier.Core.Explaining;
using Proxier.Core.Objects;

namespace Proxier.Core.Iptables;

/// <summary>Reads the chains of a mode, and the rules of other chains that lead to them, from <c>iptables-save</c>.</summary>
/// <param name="isOurs">By table and chain.</param>
/// <param name="isOursToo">By chain and what follows it: single rules of chains that are not ours. Null: none.</param>
public sealed class RuleListing(Func<string, string, bool> isOurs, Func<string, string, bool>? isOursToo = null)
{
    /// <exception cref="CommandFailedException">The rules cannot be read.</exception>
    public async IAsyncEnumerable<KernelObject> ReadAsync(ICommandRunner runner, IptablesTool tool, IpFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        string table = "";
        await foreach (string line in runner.ReadLinesAsync(new Command(tool.Save(family), []), cancel).ConfigureAwait(false))
        {
            if (line.StartsWith('*'))
                table = line[1..];
            else if (ObjectOf(table, line) is { } item)
                yield return item;
        }
    }

    private KernelObject? ObjectOf(string table, string line)
    {
        string[] words = line.Split(' ', 3);
        if (line.StartsWith(':') && isOurs(table, words[0][1..]))
            return new KernelObject("chain", $"{table} {words[0][1..]}", words[0]);
        if (words[0] != "-A" || words.Length < 3)
            return null;
        if (isOurs(table, words[1]) || isOurs(table, TargetOf(words[2])))
            return new KernelObject("rule", $"{table} {words[1]}", line);
        // Its place among the others is nobody's business: who came first made it.
        return isOursToo?.Invoke(words[1], words[2]) == true ? new KernelObject("rule", $"{table} {words[1]}, shared with others", line) : null;
    }

    private static string TargetOf(string rule) => rule[(rule.LastIndexOf(' ') + 1)..];
}
