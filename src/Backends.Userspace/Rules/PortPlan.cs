using System.Text;
using Proxier.Backends.Userspace.Proxying;

namespace Proxier.Backends.Userspace.Rules;

/// <summary>
/// Gives each lane a local port. Pure. The port follows from the name wherever it can, so that it is the same after a restart, when conntrack
/// still sends UDP flows to the old one.
/// </summary>
internal sealed class PortPlan(PortBook book, PortRange range)
{
    private readonly HashSet<LanePort> _used = [.. book.Taken, .. book.Held.Select(held => new LanePort(held.Key.Service.Protocol, held.Value))];

    /// <summary>A lane that is open keeps its port. Call it for lanes in their order.</summary>
    /// <exception cref="NoPortLeftException">All are in use.</exception>
    public ushort PortOf(LaneName lane)
    {
        if (book.Held.TryGetValue(lane, out ushort held))
            return held;
        var start = (int)(HashOf($"{lane.Service}/{lane.Service.Protocol}/{lane.IsLocal}") % (uint)range.Count);
        for (int i = 0; i < range.Count; i++)
        {
            var port = new LanePort(lane.Service.Protocol, (ushort)(range.First + (start + i) % range.Count));
            if (_used.Add(port))
                return port.Number;
        }

        throw new NoPortLeftException(lane.ToString(), range);
    }

    /// <summary>FNV-1a: the same in every process.</summary>
    private static uint HashOf(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(2166136261, (hash, letter) => unchecked((hash ^ letter) * 16777619));
}
