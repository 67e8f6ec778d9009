namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>When a list becomes a tree.</summary>
internal sealed record DispatchLimits(DispatchMode Mode, int TreeThreshold)
{
    public bool IsTree(int count) => Mode == DispatchMode.Tree || (Mode == DispatchMode.Auto && count > TreeThreshold);
}
