using Proxier.Backends.Ipvs.Changes;

namespace Proxier.Backends.Ipvs.Scripts;

/// <summary>The model of <c>servers.scriban</c>.</summary>
internal sealed record ServersView(IReadOnlyList<ServerLine> Edits)
{
    public static ServersView Of(IEnumerable<ServerEdit> edits) => new([.. edits.Select(ServerLine.Of)]);
}

/// <summary>One command of ipvsadm; what is null is left out.</summary>
/// <param name="Key">The option of the protocol, and address and port.</param>
internal sealed record ServerLine(string Verb, string Key, string? Scheduler, string? Flags, int? PersistenceSeconds, string? RealServer, int? Weight)
{
    public static ServerLine Of(ServerEdit edit) => new(
        edit.Verb, edit.Key.ToString(), edit.Server?.Balancing.Scheduler, edit.Server?.Balancing.Flags, edit.Server?.PersistenceSeconds,
        edit.RealServer?.Socket, edit.Verb == "d" ? null : edit.RealServer?.Weight);
}
