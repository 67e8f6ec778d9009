using System.Net;

namespace Proxier.Core.Objects;

/// <summary>A range from which the API server hands out cluster IPs (networking.k8s.io/v1 ServiceCIDR).</summary>
public sealed record ServiceCidr(string Name, EquatableArray<IPNetwork> Ranges);
