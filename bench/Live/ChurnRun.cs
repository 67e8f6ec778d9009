using System.Diagnostics;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>A day of changes at once; says when the table drifts from what it should be, and what the daemon's memory does.</summary>
internal static class ChurnRun
{
    private const int Services = 500;

    public static async Task RunAsync(Programs programs, int changes)
    {
        await using ProxiedNode node = await ProxiedNode.CreateAsync(programs, otherPods: 20);
        node.Start();
        var churn = new Churn(node, Services);
        await churn.BeginAsync();
        double before = node.MemoryMiB().Now;
        long started = Stopwatch.GetTimestamp();

        await churn.RunAsync(changes);

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        (double now, double most) = node.MemoryMiB();
        IReadOnlyList<string> differences = await churn.DifferencesFromFreshAsync(programs);
        string table = differences.Count == 0 ? "as a fresh one" : $"differs from a fresh one in {differences.Count} places:\n{string.Join('\n', differences)}\n";
        Figures.Print($"churn, {churn.Changes} changes of {Services} services in {seconds:0} s, {churn.Connections} connections checked: table {table}; resident {before:0} MiB before, {now:0} MiB after, most {most:0} MiB");
    }
}
