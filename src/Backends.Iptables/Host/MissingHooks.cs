using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Host;

/// <summary>What of the hooks is not there yet. Pure.</summary>
internal static class MissingHooks
{
    public static HooksView Of(HooksView wanted, SavedRules saved) => new([.. wanted.Tables.Select(table => Of(table, saved[table.Name]))]);

    private static HookTable Of(HookTable wanted, SavedTable saved) => wanted with
    {
        Hooks = [.. wanted.Hooks.Where(hook => !saved.Has(hook.Words))],
        IsGuardChainNew = wanted.IsGuardChainNew && !saved.Chains.Contains(ChainName.Firewall),
        HasGuard = wanted.HasGuard && !saved.Has(Hooks.Guard),
    };
}
