using System.Net;
using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>All that the service ports of one family depend on besides their Service: when it changes, every one is built again.</summary>
/// <param name="Zone">Null: the node is in no known zone.</param>
/// <param name="Address">The node's primary address; null when it has none of this family.</param>
/// <param name="ClusterIPMasquerade">For all ClusterIP frontends.</param>
internal sealed record NodeFacts(string NodeName, string? Zone, IPAddress? Address, Masquerade ClusterIPMasquerade);
