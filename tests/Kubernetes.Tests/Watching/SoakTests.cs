using System.Text.Json;
using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Watching;

public sealed class SoakTests
{
    private const int Wanted = 150;

    private static readonly Func<Random, Fault>[] Kinds =
    [
        random => new Fault.Reset(random.Next(4)),
        random => new Fault.Truncate(random.Next(4)),
        random => new Fault.WrongJson(random.Next(4)),
        random => new Fault.Gone(random.Next(4)),
        random => new Fault.Stall(random.Next(4)),
        random => new Fault.Slow(random.Next(1, 50), TimeSpan.FromMilliseconds(1)),
        _ => new Fault.Empty(),
        _ => new Fault.Status(500, "InternalError"),
        _ => new Fault.Status(401, "Unauthorized"),
        _ => new Fault.Status(429, "TooManyRequests", RetryAfter: 0),
    ];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task After_any_faults_while_objects_change_the_store_holds_what_the_server_holds(int seed, bool hasStreamingLists)
    {
        var random = new Random(seed);
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.HasStreamingLists = hasStreamingLists;
        server.BookmarkInterval = TimeSpan.FromMilliseconds(5);
        server.Objects.Set(ApiJson.Node(Testing.Some.NodeName));
        await using var source = new SourceHarness(server, tuning => tuning with
        {
            FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(4), ShortWatch = TimeSpan.Zero,
            ListSilence = TimeSpan.FromMilliseconds(250), WatchSilence = TimeSpan.FromMilliseconds(250),
        });
        await source.SyncedAsync();
        var faults = new Random(seed);
        server.Faults.Always = _ => faults.Next(3) > 0 ? Kinds[faults.Next(Kinds.Length)](faults) : null; // called under the lock of the faults
        while (server.Faults.Count < Wanted)
        {
            Change(server.Objects, random);
            if (random.Next(50) == 0)
                server.ResetConnections();
            if (random.Next(20) == 0)
                server.Objects.Compact();
            await Task.Delay(1);
        }

        server.Faults.Always = _ => null;
        string expected = Expected(server.Objects);
        await source.UntilAsync(state => Show(state) == expected, $"the store holds\n{Show(source.State)}\nand not\n{expected}\n");
        Assert.Equal(0, source.Log.Count(LogLevel.Error));
        Assert.True(server.Faults.Count >= Wanted);
    }

    private static void Change(ApiObjects objects, Random random)
    {
        string name = $"default/s{random.Next(20)}";
        switch (random.Next(6))
        {
            case 0:
                objects.Delete(ApiResource.Services, name);
                break;
            case 1:
                objects.Delete(ApiResource.EndpointSlices, name);
                break;
            case 2:
                objects.Set(ApiJson.Service(name, port: random.Next(1, 100)).Labelled("service.kubernetes.io/headless"));
                break;
            case 3:
                objects.Set(ApiJson.Node(Testing.Some.NodeName, $"192.0.2.{random.Next(1, 20)}"));
                break;
            case 4:
                objects.Set(ApiJson.Service(name, port: random.Next(1, 100)));
                break;
            default:
                objects.Set(ApiJson.Slice(name, $"10.244.1.{random.Next(1, 20)}"));
                break;
        }
    }

    /// <summary>What a store of its own holds after everything that the server has was put into it.</summary>
    private static string Expected(ApiObjects objects)
    {
        var store = new ObjectStore();
        var reader = new ObjectReader();
        foreach (StoredObject service in objects.All(ApiResource.Services))
            store.Set(reader.ReadService(Parse(service)).Object!); // all of them can be read
        foreach (StoredObject slice in objects.All(ApiResource.EndpointSlices))
            store.Set(reader.ReadEndpointSlice(Parse(slice)).Object!);
        store.SetNode(reader.ReadNode(Parse(objects.All(ApiResource.Nodes)[0])).Object);
        return Show(store.Snapshot().State);
    }

    private static JsonElement Parse(StoredObject stored) => JsonDocument.Parse(stored.Json).RootElement;

    private static string Show(ClusterState state) => string.Join(
        '\n', state.Services.Select(objects => $"{objects.Name} {objects.Service?.Ports[0].Port} {string.Join(',', objects.Slices.SelectMany(slice => slice.Endpoints).Select(endpoint => endpoint.Address))}")
            .Append($"node {state.Node?.Addresses[0]}"));
}
