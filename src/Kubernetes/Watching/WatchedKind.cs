using System.Text.Json;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

/// <summary>One kind of objects on its way from the API server to the store.</summary>
/// <param name="Name">For messages: <c>Service</c>.</param>
internal sealed record WatchedKind<T>(string Name, ApiCollection Collection, Func<JsonElement, ReadResult<T>> Read, Action<T> Set, Action<ObjectName> Remove)
    where T : class
{
    /// <summary>The server may not serve it, or not to us; then we go on without.</summary>
    public bool IsOptional { get; init; }
}
