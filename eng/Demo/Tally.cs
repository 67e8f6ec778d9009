using Proxier.Core.Objects;
using Proxier.Testing.Network;

namespace Proxier.Demo;

/// <summary>Who answered how often, and which addresses they saw.</summary>
internal sealed record Tally(string Answers, string Sources, int Failures)
{
    public static async Task<Tally> OfAsync(Host from, WayIn way, int connections)
    {
        var outcomes = new Outcome[connections];
        var few = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        await Parallel.ForAsync(0, connections, few, async (i, _) => outcomes[i] = await from.ConnectAsync(way.EndPoint, Protocol.Tcp, Probe.ForAnswer));
        IEnumerable<string> answers = outcomes.CountBy(Name).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}");
        IEnumerable<string> sources = outcomes.OfType<Outcome.Answered>().Select(answer => answer.SourceSeen.Address.ToString()).Distinct();
        return new Tally(string.Join("  ", answers), string.Join("  ", sources), outcomes.Count(outcome => outcome is not Outcome.Answered));
    }

    private static string Name(Outcome outcome) => outcome is Outcome.Answered answered ? answered.By : outcome.GetType().Name;
}
