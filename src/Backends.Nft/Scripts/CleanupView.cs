namespace Proxier.Backends.Nft.Scripts;

/// <summary>The model of <c>cleanup.scriban</c>.</summary>
internal sealed record CleanupView(string Family);
