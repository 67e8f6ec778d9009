using System.Text;
using Proxier.Core.Backends;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>
/// What one replaced endpoint costs in a cluster of a certain size, counted and not timed: the service that changes, and how, is the same
/// in all sizes.
/// </summary>
/// <param name="BuildBytes">Allocated from the object coming in until the graph is there.</param>
/// <param name="RenderBytes">Allocated until the last script is printed.</param>
/// <param name="Text">All scripts.</param>
public sealed record ChangeCost(long BuildBytes, long RenderBytes, string Text)
{
    private const int Changed = 50, EndpointsEach = 5, Rounds = 10;

    public int Lines => Text.Count(letter => letter == '\n');

    /// <summary>The least of several rounds: the first ones also pay for what is made once.</summary>
    public static ChangeCost Measure(int services, Func<FamilyGraph, Ruleset?, Ruleset> render)
    {
        ObjectStore store = Filled(services);
        BuiltGraph built = GraphBuilder.Build(store.Snapshot().State, Some.Options);
        Ruleset applied = render(built.Graph.IPv4, null);
        List<ChangeCost> costs = [];
        for (int round = 1; round <= Rounds; round++)
        {
            EndpointSlice slice = ChangedSlice(round);
            long begun = GC.GetAllocatedBytesForCurrentThread();
            store.Set(slice);
            built = GraphBuilder.Build(store.Snapshot().State, Some.Options, built);
            long rendering = GC.GetAllocatedBytesForCurrentThread();
            applied = render(built.Graph.IPv4, applied with { Scripts = [] });
            WriteTo(Stream.Null, applied);
            long ended = GC.GetAllocatedBytesForCurrentThread();
            using var text = new MemoryStream();
            WriteTo(text, applied);
            costs.Add(new ChangeCost(rendering - begun, ended - rendering, Encoding.UTF8.GetString(text.ToArray())));
        }

        return new ChangeCost(costs.Min(cost => cost.BuildBytes), costs.Min(cost => cost.RenderBytes), costs[^1].Text);
    }

    /// <summary>Services of five endpoints elsewhere, numbered.</summary>
    public static ObjectStore Filled(int services)
    {
        var store = new ObjectStore();
        store.Batch(() =>
        {
            for (int number = 0; number < services; number++)
            {
                store.Set(Service(number).Service);
                store.Set(Service(number).Slices[0]);
            }
        });
        return store;
    }

    /// <summary>Another one than in the round before; the same in the round after next.</summary>
    public static EndpointSlice ChangedSlice(int round) => Service(Changed, $"10.250.0.{round % 2}").Slices[0];

    /// <param name="first">In place of its first endpoint.</param>
    private static SomeService Service(int number, string? first = null) => Some.Service($"default/service-{number:d5}").At($"10.96.{number / 250}.{1 + (number % 250)}").Port(80).Remote(
        [.. Enumerable.Range(0, EndpointsEach).Select(i => i == 0 && first is not null ? first : $"10.244.{number / 250}.{((number % 50) * EndpointsEach) + i}")]);

    private static void WriteTo(Stream stream, Ruleset ruleset)
    {
        foreach (Script script in ruleset.Scripts)
            script.Text.WriteTo(stream);
    }
}
