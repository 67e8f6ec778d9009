using Proxier.Core.Commands;
using Proxier.Testing.KubeProxy;

namespace Proxier.Live.Table;

/// <summary>kube-proxy's rules in one of its shapes, and how its tool is run for each operation. IPv4.</summary>
internal abstract class Yardstick(Contender contender, TimeSpan limit)
{
    public Contender Contender => contender;

    /// <summary>For one operation; a tool that needs longer is ended.</summary>
    public TimeSpan Limit => limit;

    /// <summary>The name of its process.</summary>
    public abstract string Tool { get; }

    /// <summary>From nothing.</summary>
    public abstract Command Full(IReadOnlyList<RivalService> services);

    /// <summary>From nothing too, for a cluster that takes too long at once; empty: there is no such way.</summary>
    public virtual IEnumerable<Command> Pieces(IReadOnlyList<RivalService> services) => [];

    /// <summary>A new process over the rules of the last one.</summary>
    public abstract IReadOnlyList<Command> Again(IReadOnlyList<RivalService> services);

    /// <summary>What a sync begins with; null: nothing.</summary>
    public virtual Command? Listing => null;

    /// <summary>Some services have other endpoints.</summary>
    /// <param name="services">All, as they are then.</param>
    public abstract Command Changed(IReadOnlyList<RivalService> services, IReadOnlyList<(RivalService Before, RivalService After)> changes);

    /// <param name="services">All, it included.</param>
    public abstract Command Added(IReadOnlyList<RivalService> services, RivalService service);

    /// <param name="services">All that stay.</param>
    public abstract Command Removed(IReadOnlyList<RivalService> services, RivalService service);

    /// <summary>What a later sync clears away, which costs the one that is measured nothing; null: nothing.</summary>
    /// <param name="changes">To null: the service is gone.</param>
    public virtual Command? Swept(IReadOnlyList<(RivalService Before, RivalService? After)> changes) => null;

    protected static Command Run(string program, IEnumerable<string>? lines, params string[] arguments) => new(program, [.. arguments])
    {
        Input = lines is null ? null : new PreparedText(lines),
        MaxOutputBytes = 1 << 30,
    };
}
