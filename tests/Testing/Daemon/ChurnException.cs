namespace Proxier.Testing.Daemon;

/// <summary>The rules do not do what the manifests say.</summary>
public sealed class ChurnException(string message) : Exception(message);
