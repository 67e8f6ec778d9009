using Proxier.Core.Graph;

namespace Proxier.Core.Building;

/// <summary>The words of the annotation <see cref="Objects.Service.SchedulerAnnotation"/>.</summary>
public static class SchedulerWords
{
    private static readonly Dictionary<string, Scheduler> ByWord = new(StringComparer.Ordinal)
    {
        ["random"] = Scheduler.Random,
        ["round-robin"] = Scheduler.RoundRobin,
        ["source-hash"] = Scheduler.SourceHash,
        ["maglev"] = Scheduler.Maglev,
        ["least-connection"] = Scheduler.LeastConnection,
    };

    public static IEnumerable<string> All => ByWord.Keys;

    public static bool TryParse(string word, out Scheduler scheduler) => ByWord.TryGetValue(word, out scheduler);
}
