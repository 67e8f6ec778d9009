using Proxier.Core.Building;
using Proxier.Core.Listing;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Backends;

namespace Proxier.Proxyctl.Listing;

/// <summary>Makes rows as the rules of one backend have them.</summary>
/// <param name="isDetailed">With the objects that the backend keeps in the kernel.</param>
internal sealed class ServiceView(KnownBackend backend, bool isDetailed, Surroundings surroundings) : IDisposable
{
    private readonly BackendHost _host = new(backend, templates: null, surroundings);

    public KnownBackend Backend => backend;

    public IReadOnlyList<ServiceRow> Rows(BuiltGraph built, string node, Func<ObjectName, bool> isWanted) =>
        new ServiceRows(built, node, isDetailed ? _host.Explainer : null).Services(isWanted);

    public void Dispose() => _host.Dispose();
}
