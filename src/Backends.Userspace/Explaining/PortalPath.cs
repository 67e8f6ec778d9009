using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Rules;
using Proxier.Core.Explaining;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Explaining;

/// <summary>What of the plan a packet meets.</summary>
/// <param name="Graph">As much of it as concerns the packet: at most one service port with one frontend.</param>
/// <param name="Plan">The same of the plan: at most one portal, and the lane that it leads this packet to.</param>
internal sealed record PortalPath(FamilyGraph Graph, PortalPlan Plan, PacketVerdict Verdict)
{
    /// <param name="plan">Of the whole graph: ports depend on all of it.</param>
    public static PortalPath Of(FamilyGraph graph, PortalPlan plan, PacketVerdict verdict)
    {
        if (verdict is not { Owner: { } owner, Frontend: { } frontend })
            return new PortalPath(graph with { Ports = [] }, PortalPlan.Nothing, verdict);
        Portal[] portals = [.. plan.Portals.Where(portal => portal.Service == owner.Name && portal.Frontend == frontend)];
        ushort? port = portals.Select(portal => verdict.TakesShortCircuit ? portal.OwnPort : portal.Port).FirstOrDefault();
        LaneSpec[] lanes = [.. plan.Lanes.Where(lane => lane.Name.Service == owner.Name && lane.Port == port)];
        return new PortalPath(graph with { Ports = [owner with { Frontends = [frontend] }] }, new PortalPlan([.. lanes], portals), verdict);
    }

    public LaneSpec? Lane => Verdict.Fate == Fate.Forwarded && Plan.Lanes.Count > 0 ? Plan.Lanes[0] : null;

    public bool IsNodePort => Verdict.Frontend?.Address is null;
}
