namespace Proxier.Core.Iptables;

/// <summary>Removals. The model of <c>tidy.scriban</c>.</summary>
public sealed record TidyView(IReadOnlyList<TidyTable> Tables);

/// <summary>One commit of removals.</summary>
/// <param name="Rules">Rules of other chains, as the tool saves them, without the command.</param>
public sealed record TidyTable(string Name, IReadOnlyList<string> Rules, IReadOnlyList<string> Emptied, IReadOnlyList<string> Deleted);
