using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>A frontend, and the local ports that it leads to.</summary>
/// <param name="Port">For everybody; null where the pool is empty.</param>
/// <param name="OwnPort">Instead of it for pods of this node and the node itself; null where there is no exception for them.</param>
internal readonly record struct Portal(ServicePortName Service, Frontend Frontend, ushort? Port, ushort? OwnPort);
