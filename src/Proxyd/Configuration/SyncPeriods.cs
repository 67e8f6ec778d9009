using Proxier.Core;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration.Sections;

namespace Proxier.Proxyd.Configuration;

/// <summary>Which two settings say how often a mode writes.</summary>
internal sealed record SyncPeriods(Setting<TimeSpan> Min, Setting<TimeSpan> Max)
{
    /// <summary>Those of the mode's section, unless ours take their place.</summary>
    public static SyncPeriods Of(string mode, SettingValues values)
    {
        (Setting<TimeSpan> min, Setting<TimeSpan> max) = mode switch
        {
            ProxyModeWords.Nftables => (NftablesSection.MinSyncPeriod, NftablesSection.SyncPeriod),
            ProxyModeWords.Ipvs => (IpvsSection.MinSyncPeriod, IpvsSection.SyncPeriod),
            _ => (IptablesSection.MinSyncPeriod, IptablesSection.SyncPeriod),
        };
        return new SyncPeriods(
            values.IsSet(ProxierSection.MinSyncPeriod) ? ProxierSection.MinSyncPeriod : min, values.IsSet(ProxierSection.SyncPeriod) ? ProxierSection.SyncPeriod : max);
    }

    /// <summary>Null when they go together.</summary>
    public OptionFinding? Problem(SettingValues values)
    {
        TimeSpan min = values.Get(Min), max = values.Get(Max);
        return min <= max || max <= TimeSpan.Zero ? null
            : new OptionFinding(values.NameOf(Min), $"{GoDuration.Format(min)} is more than the {GoDuration.Format(max)} of {values.NameOf(Max)}");
    }
}
