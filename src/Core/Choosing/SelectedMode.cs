using Proxier.Core.Probing;

namespace Proxier.Core.Choosing;

/// <param name="Probe">What the host said of the selected mode.</param>
public sealed record SelectedMode(ModeChoice Choice, ModeProbeResult Probe);
