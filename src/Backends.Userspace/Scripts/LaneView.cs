using System.Net;
using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;

namespace Proxier.Backends.Userspace.Scripts;

/// <summary>A proxy, for people who read the script.</summary>
internal sealed record LaneView(string Name, string Protocol, int Port, IReadOnlyList<string> Endpoints)
{
    public static LaneView Of(LaneSpec lane) => new(
        RuleComment.From(lane.Name.ToString()), lane.Name.Service.Protocol == Core.Objects.Protocol.Tcp ? "tcp" : "udp", lane.Port,
        [.. lane.Pool.Endpoints.Select(endpoint => new IPEndPoint(endpoint.Address, endpoint.Port).ToString())]);
}
