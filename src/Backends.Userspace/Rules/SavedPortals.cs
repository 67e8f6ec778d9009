using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>What <c>iptables-save</c> says of our chains and hooks. Read line by line.</summary>
internal sealed class SavedPortals
{
    private static readonly HashSet<string> Names = [.. IptablesChains.Tables.SelectMany(table => table.Chains)];

    private readonly List<PortalHook> _hooks = [];
    private readonly List<(string Table, string Chain)> _chains = [];
    private string _table = "";

    public IReadOnlyCollection<PortalHook> Hooks => _hooks;

    public IReadOnlyCollection<(string Table, string Chain)> Chains => _chains;

    /// <summary>Of our chains, and hooks.</summary>
    public int RuleCount { get; private set; }

    /// <exception cref="CommandFailedException">The rules cannot be read.</exception>
    public static async Task<SavedPortals> ReadAsync(ICommandRunner runner, IptablesTool tool, IpFamily family, CancellationToken cancel)
    {
        var saved = new SavedPortals();
        await foreach (string line in runner.ReadLinesAsync(new Command(tool.Save(family), []), cancel).ConfigureAwait(false))
            saved.Add(line);
        return saved;
    }

    private void Add(string line)
    {
        if (line.StartsWith('*'))
            _table = line[1..];
        else if (line.StartsWith(':') && Names.Contains(line[1..].Split(' ')[0]))
            _chains.Add((_table, line[1..].Split(' ')[0]));
        else if (line.StartsWith("-A ", StringComparison.Ordinal))
            AddRule(line);
    }

    private void AddRule(string line)
    {
        if (Names.Contains(line.Split(' ', 3)[1]))
            RuleCount++;
        if (PortalHook.All.FirstOrDefault(hook => hook.Table == _table && hook.IsIn(line)) is not { } hook)
            return;
        RuleCount++;
        _hooks.Add(hook);
    }
}
