namespace Proxier.Core.Explaining;

/// <summary>Something that a backend has in the kernel.</summary>
/// <param name="Kind">Of the backend's own: chain, element, rule, virtual server.</param>
/// <param name="Place">What it is part of, or its own name: <c>map frontends</c>, <c>chain pick-2</c>, <c>nat KUBE-SERVICES</c>.</param>
/// <param name="Text">As the tool of the backend writes it; several lines for a chain.</param>
public sealed record KernelObject(string Kind, string Place, string Text);
