using Proxier.Testing.Manifests;

namespace Proxier.Testing.Daemon;

/// <summary>Where a test writes objects, and a daemon reads them.</summary>
public interface IObjectPlace : IAsyncDisposable
{
    /// <summary>By which the daemon is told of it.</summary>
    IReadOnlyList<string> Flags { get; }

    /// <summary>Creates or replaces.</summary>
    void Set(Manifest manifest);

    void Remove(Manifest manifest);

    /// <summary>A file or folder with everything that is there now, for <c>proxyctl -f</c>.</summary>
    string ToPath();
}
