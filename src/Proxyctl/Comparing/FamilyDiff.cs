using Proxier.Core.Objects;

namespace Proxier.Proxyctl.Comparing;

/// <param name="Objects">Empty: the kernel holds what is desired.</param>
internal sealed record FamilyDiff(IpFamily Family, IReadOnlyList<PlaceDiff> Objects);
