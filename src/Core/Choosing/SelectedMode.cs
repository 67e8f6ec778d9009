using Proxier.Core.Objects;
using Proxier.Core.Probing;

namespace Proxier.Core.Choosing;

/// <param name="Probe">What the host said of the selected mode.</param>
public sealed record SelectedMode(ModeChoice Choice, ModeProbeResult Probe)
{
    /// <summary>Those that the mode can do here, as far as is known: at least one, or it would not have been selected.</summary>
    public EquatableArray<IpFamily> Families => Enum.GetValues<IpFamily>().Where(family => Probe.SupportOf(family) is not Support.No).ToEquatableArray();
}
