namespace Proxier.Testing.Containers;

/// <summary>Docker refused, or is not there.</summary>
public sealed class DockerException(string message) : Exception(message);
