namespace Proxier.Core.Explaining;

/// <summary>Who sent a packet, as far as the rules can tell. It may be both: a node may have an address in the pod range.</summary>
/// <param name="IsPod">A pod, as <see cref="Graph.NodeRules.PodSource"/> recognises them.</param>
/// <param name="IsNode">The source is an address of this node.</param>
public readonly record struct PacketOrigin(bool IsPod, bool IsNode);
