using System.Text.Json.Serialization;
using Proxier.Core.Objects;

namespace Proxier.Core.Status;

/// <param name="LastSync">The last one that succeeded, whether or not it had to write something; null: none has.</param>
/// <param name="Recent">The last <see cref="MaxRecent"/> that wrote something or failed, oldest first.</param>
/// <param name="Failures">Since start.</param>
/// <param name="LastFailure">Null: none.</param>
public sealed record FamilySyncs(IpFamily Family, SyncRecord? LastSync, IReadOnlyList<SyncRecord> Recent, long Failures, SyncRecord? LastFailure)
{
    public const int MaxRecent = 60;

    /// <summary>The last try failed: the rules are not what they should be, until one succeeds.</summary>
    [JsonIgnore]
    public bool IsFailing => Recent.Count > 0 && Recent[^1].Error is not null && !(LastSync?.At > Recent[^1].At);
}
