namespace Proxier.Core.Choosing;

/// <summary>No mode that the operator allows can be used on this host.</summary>
public sealed class NoModeException(ModeRequest request, IReadOnlyList<RejectedMode> rejected)
    : ProxyException($"--proxy-mode {request.Mode}{(request.IsStrict ? " with --strict-proxy-mode" : "")} cannot be used on this host; nothing was changed:"
        + string.Concat(rejected.Select(mode => $"\n  {mode}")))
{
    public IReadOnlyList<RejectedMode> Rejected { get; } = rejected;
}
