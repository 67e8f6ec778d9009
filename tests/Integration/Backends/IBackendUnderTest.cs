using Proxier.Core.Building;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Backends;

/// <summary>Anything that turns manifests into rules of the testbed's node: a backend called in this process, or the daemon.</summary>
public interface IBackendUnderTest : IAsyncDisposable
{
    /// <summary>The backend's own name, in which cases declare where it truly differs: nft, iptables, ipvs.</summary>
    string Name { get; }

    /// <summary>
    /// Endpoints see the node's address whoever connects: userspace is a proxy, and connects itself (§2.4). Where a case says that an endpoint
    /// sees the client, it sees the node.
    /// </summary>
    bool HidesClients => Name == "userspace";

    /// <summary>Begins, with no service programmed. Called again before each case, with the same or other arguments.</summary>
    /// <param name="arguments">Without <see cref="GraphArguments.DefaultNodePortAddresses"/>, which the backend knows.</param>
    Task StartAsync(NetworkTestbed bed, GraphArguments arguments);

    /// <summary>Makes the node follow exactly these objects. Returns when it does.</summary>
    Task ProgramAsync(IReadOnlyList<Manifest> manifests);
}
