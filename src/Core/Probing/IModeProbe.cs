namespace Proxier.Core.Probing;

/// <summary>Tries whether this host can do one proxy mode, and leaves nothing behind.</summary>
public interface IModeProbe
{
    /// <summary>A word of <see cref="ProxyModeWords"/>.</summary>
    string Mode { get; }

    /// <summary>What the host refuses is in the answer, and so is what kept us from asking.</summary>
    ValueTask<ModeProbeResult> ProbeAsync(CancellationToken cancel);
}
