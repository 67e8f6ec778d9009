using Proxier.Core.Listing;

namespace Proxier.Proxyctl.Listing;

/// <summary>What <c>proxyctl services -o json</c> prints.</summary>
internal sealed record ServiceList(string Node, string Backend, IReadOnlyList<ServiceRow> Services)
{
    /// <summary>With <c>-w</c>: which are no more. Null without it.</summary>
    public IReadOnlyList<string>? Gone { get; init; }
}

/// <summary>What <c>proxyctl endpoints -o json</c> prints.</summary>
internal sealed record EndpointList(string Node, IReadOnlyList<EndpointRow> Endpoints)
{
    /// <inheritdoc cref="ServiceList.Gone"/>
    public IReadOnlyList<string>? Gone { get; init; }
}
