namespace Proxier.Proxyd.Takeover;

/// <param name="Mode">The mode in which we work.</param>
/// <param name="IsWanted">False: rules of other proxies stay.</param>
internal sealed record TakeoverSettings(string Mode, bool IsWanted);
