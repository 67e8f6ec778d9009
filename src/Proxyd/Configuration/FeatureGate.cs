namespace Proxier.Proxyd.Configuration;

internal sealed record FeatureGate(string Name, bool IsOn);
