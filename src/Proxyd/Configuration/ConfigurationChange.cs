using Proxier.Proxyd.CommandLine;

namespace Proxier.Proxyd.Configuration;

/// <summary>What is new in a file, and what it takes to put it in force.</summary>
/// <param name="Live">Can be changed while everything runs.</param>
/// <param name="Restart">Cannot.</param>
/// <param name="Without">Make no difference here, or not in the mode in use.</param>
internal sealed record ConfigurationChange(IReadOnlyList<Setting> Live, IReadOnlyList<Setting> Restart, IReadOnlyList<Setting> Without)
{
    public bool IsNothing => Live.Count + Restart.Count + Without.Count == 0;

    public static ConfigurationChange Between(ProxydOptions old, ProxydOptions now)
    {
        IReadOnlyList<Setting> changed = new Listeners(old.Values).WrittenOut().DifferencesTo(new Listeners(now.Values).WrittenOut());
        Setting[] used = [.. changed.Where(setting => setting.IsFor(old.Mode.Word) && !setting.Effect.IsNone)];
        return new ConfigurationChange(
            [.. used.Where(setting => setting.Effect == Effect.Live)], [.. used.Where(setting => setting.Effect != Effect.Live)], [.. changed.Except(used)]);
    }
}
