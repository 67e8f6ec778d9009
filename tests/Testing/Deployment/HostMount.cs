namespace Proxier.Testing.Deployment;

/// <param name="HostPath">On the node.</param>
/// <param name="Path">In the container.</param>
public sealed record HostMount(string HostPath, string Path, bool IsReadOnly);
