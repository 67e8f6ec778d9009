using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Status;

/// <param name="LastSync">When the rules of this family were last written or found unchanged; null when never.</param>
/// <param name="Failures">Of writing them, since the proxy started.</param>
internal sealed record FamilyStatus(IpFamily Family, DateTimeOffset? LastSync, long Failures);
