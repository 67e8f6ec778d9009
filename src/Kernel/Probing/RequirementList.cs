namespace Proxier.Kernel.Probing;

/// <summary>Everything that a mode needs on this host.</summary>
/// <param name="Groups">Tried in this order.</param>
/// <param name="Notes">What was decided to make the list.</param>
internal sealed record RequirementList(IReadOnlyList<RequirementGroup> Groups, params IReadOnlyList<string> Notes);
