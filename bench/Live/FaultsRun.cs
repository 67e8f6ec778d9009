using System.Diagnostics;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>Faults of the API server under load, from another seed each time; at the end the rules must be those of a fresh start.</summary>
internal static class FaultsRun
{
    public static async Task RunAsync(Programs programs, int faults)
    {
        (ProxiedNode node, ApiServerPlace place) = await ProxiedNode.CreateWithApiServerAsync(programs);
        await using ProxiedNode _ = node;
        var storm = new FaultStorm(node, place, Random.Shared.Next());
        long started = Stopwatch.GetTimestamp();

        await storm.RunAsync(faults);

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        IReadOnlyList<string> differences = await storm.DifferencesFromFreshAsync(programs);
        string table = differences.Count == 0 ? "as a fresh one" : $"differs from a fresh one in {differences.Count} places:\n{string.Join('\n', differences)}\n";
        Figures.Print($"faults, {faults} in {seconds:0} s, {storm}: table {table}");
    }
}
