namespace Proxier.Core.Nftables;

/// <summary>What of a table does not say what it does. Both ask by place, such as <c>map backends</c>.</summary>
/// <param name="IsMemory">Packets write what is in there.</param>
/// <param name="IsSign">It only says which state the table is in.</param>
public sealed record TableFilter(Func<string, bool> IsMemory, Func<string, bool> IsSign)
{
    /// <summary>Everything counts.</summary>
    public static TableFilter None { get; } = new(_ => false, _ => false);
}
