using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Applying;

/// <param name="Error">Null unless it failed.</param>
internal sealed record FamilyResult(IpFamily Family, FamilyOutcome Outcome, GraphSize Size, double ElapsedMs, string? Error = null);
