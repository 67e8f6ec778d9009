using Proxier.Core.Listing;

namespace Proxier.Proxyctl.Listing;

/// <summary>What <c>proxyctl services -o json</c> prints.</summary>
internal sealed record ServiceList(string Node, string Backend, IReadOnlyList<ServiceRow> Services);

/// <summary>What <c>proxyctl endpoints -o json</c> prints.</summary>
internal sealed record EndpointList(string Node, IReadOnlyList<EndpointRow> Endpoints);
