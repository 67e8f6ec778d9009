using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>What a backend knows about single packets.</summary>
public interface IBackendExplainer
{
    PacketHabits Habits { get; }

    /// <summary>
    /// Exactly those objects that decide about a packet, in the order in which it meets them. Pure: what <see cref="Backends.IProxyBackend.Render"/>
    /// would write, whatever the kernel holds.
    /// </summary>
    /// <param name="graph">The one that the verdict was made from.</param>
    IReadOnlyList<KernelObject> ObjectsOf(FamilyGraph graph, PacketVerdict verdict);

    /// <summary>Sentences about what this backend alone does with it.</summary>
    IEnumerable<string> RemarksOn(PacketVerdict verdict) => [];
}
