using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Health;

/// <summary>What load balancers may ask this node about one Service, in one family.</summary>
public sealed record ServiceHealth(ObjectName Service, HealthCheck Check);
