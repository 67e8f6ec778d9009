using Proxier.Core.Objects;

namespace Proxier.Kernel.Probing;

/// <summary>Trials by <c>iptables-restore</c>.</summary>
internal static class RestoreTrials
{
    public const string Chain = "PROXIER-PROBE";

    /// <summary>Optional trials are left out of the common run, so that they do not make it fail.</summary>
    public static RequirementGroup Group(IptablesTools tools, IpFamily family, IReadOnlyList<RestoreTrial> trials) => new(
        Restore(tools, family, trials.Where(trial => !trial.IsOptional)),
        [.. trials.Where(trial => !trial.IsOptional).Select(trial => Requirement(tools, family, trial))]);

    public static Requirement Requirement(IptablesTools tools, IpFamily family, RestoreTrial trial) =>
        new(trial.Name, family, [Restore(tools, family, [trial])]) { Features = [.. trial.Features], IsOptional = trial.IsOptional };

    public static Step Restore(IptablesTools tools, IpFamily family, IEnumerable<RestoreTrial> trials) =>
        new(tools.Restore(family), ["--noflush", "--counters", "-w", "5"]) { Input = string.Concat(trials.GroupBy(trial => trial.Table).Select(Text)) };

    private static string Text(IGrouping<string, RestoreTrial> table)
    {
        IEnumerable<string> rules = table.SelectMany(trial => trial.Rules).Select(rule => $"-A {Chain} {rule}");
        return string.Join('\n', [$"*{table.Key}", $":{Chain} - [0:0]", .. rules, "COMMIT", ""]);
    }
}
