namespace Proxier.Core.Building;

/// <summary>Two drafts of the same Service, which differ.</summary>
internal readonly record struct DraftChange(ServiceDraft Old, ServiceDraft New);
