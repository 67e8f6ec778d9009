using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Backends;

/// <summary>One way to program the kernel: nftables, iptables or IPVS. Families are independent of each other everywhere.</summary>
public interface IProxyBackend
{
    /// <summary>As typed on the command line of proxyctl: nft, iptables, ipvs.</summary>
    string Name { get; }

    /// <summary>The schedulers it can do. A frontend that asks for another one is balanced by <see cref="Scheduler.Default"/>.</summary>
    IReadOnlySet<Scheduler> Schedulers => Enum.GetValues<Scheduler>().ToHashSet();

    /// <summary>It connects to endpoints itself, and can begin each connection with a header of the PROXY protocol.</summary>
    bool SendsProxyHeaders => false;

    /// <summary>
    /// The ports of this node on which the backend itself takes the UDP flows of a service port, which then lead to no endpoint. None:
    /// the kernel brings flows to endpoints.
    /// </summary>
    IReadOnlyCollection<ushort> OwnPortsOf(IpFamily family, ServicePortName port) => [];

    /// <summary>
    /// Sets what the host has to be set to, such as kernel settings, where it is not; the first apply does it too. For who finds that there
    /// is nothing to apply. What the host refuses is a warning.
    /// </summary>
    /// <exception cref="CommandFailedException">The host could not be asked.</exception>
    ValueTask PrepareAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>
    /// Turns the change from what was last applied to the desired state into scripts. Pure: no clock, no kernel, no randomness; the
    /// same arguments give the same bytes.
    /// </summary>
    /// <param name="applied">The ruleset whose scripts were all accepted last, from this backend; null when there is none.</param>
    Ruleset Render(FamilyGraph desired, Ruleset? applied);

    /// <summary>
    /// The scripts that lead to the desired state from a state that is not known: after a failure, after someone else's change, at
    /// start. Connections and affinity survive it.
    /// </summary>
    Ruleset RenderRepair(FamilyGraph desired);

    /// <summary>
    /// Looks whether the kernel already holds exactly <paramref name="desired"/>, cheaply, and changes nothing. Returns the ruleset to render the next
    /// change against, with no scripts; null when the kernel holds something else or nothing.
    /// </summary>
    /// <exception cref="CommandFailedException">The host could not be asked.</exception>
    ValueTask<Ruleset?> AdoptAsync(FamilyGraph desired, CancellationToken cancel);

    /// <summary>Runs the scripts in order. Idempotent for a repair; touches only what we own.</summary>
    /// <exception cref="CommandFailedException">A program refused its script: the state is not known until a repair succeeds.</exception>
    ValueTask ApplyAsync(Ruleset ruleset, CancellationToken cancel);

    /// <summary>Completes when somebody else has changed what we own, or may have. Never completes otherwise, except by cancellation.</summary>
    Task WatchForeignChangesAsync(IpFamily family, CancellationToken cancel);

    /// <summary>Removes everything we own, also what an older run left. Succeeds when there is nothing to remove.</summary>
    ValueTask CleanupAsync(CancellationToken cancel);
}
