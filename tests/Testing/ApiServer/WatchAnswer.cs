using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Proxier.Testing.ApiServer;

/// <summary>A watch: events as JSON lines, each sent when it happens.</summary>
internal sealed class WatchAnswer(HttpContext context, TestApiServer server, ApiResource resource, ListOptions options)
{
    /// <param name="expiry">Completes when it is to be told that its version is gone.</param>
    public async Task SendAsync(Task expiry, CancellationToken stop)
    {
        long version = Start(out IReadOnlyList<StoredObject> initial);
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(stop);
        await context.Response.Body.FlushAsync(stop);
        if (server.Objects.IsForgotten(version))
        {
            // The answer has begun: the real server says it in the same way.
            await SendAsync("ERROR", Json(Refusal.Expired(version).ToStatus()), stop);
            return;
        }

        foreach (StoredObject stored in initial.Where(options.Selector.Matches))
            await SendAsync("ADDED", stored.Json, stop);
        if (options.SendsInitialEvents)
            await SendBookmarkAsync(version, isEndOfInitialEvents: true, stop);
        using var timeout = new CancellationTokenSource(options.Timeout ?? TimeSpan.FromMinutes(30));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            await FollowAsync(version, expiry, end.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // The time that was asked for is over.
        }
    }

    /// <summary>The version after which changes are sent, and the objects that are sent before.</summary>
    private long Start(out IReadOnlyList<StoredObject> initial)
    {
        initial = [];
        long present = server.Objects.Version;
        // Without a version, a watch begins with what there is, in the form of additions.
        bool isFromScratch = options.SendsInitialEvents || options.Version is null or 0;
        if (options.SendsInitialEvents && options.Version > present)
            throw Refusal.VersionTooLarge(options.Version.Value, present);
        if (!isFromScratch)
            return options.Version ?? 0;
        initial = server.Objects.At(resource, present) ?? throw Refusal.Expired(present);
        return present;
    }

    private async Task FollowAsync(long version, Task expiry, CancellationToken stop)
    {
        long lastBookmark = Stopwatch.GetTimestamp();
        while (!expiry.IsCompleted)
        {
            (IReadOnlyList<StoredChange> changes, long present, Task next) = server.Objects.Since(resource, version);
            foreach (StoredChange change in changes)
                await SendAsync(change, stop);
            version = Math.Max(version, present);
            if (Stopwatch.GetElapsedTime(lastBookmark) >= server.BookmarkInterval)
            {
                lastBookmark = Stopwatch.GetTimestamp();
                if (options.HasBookmarks && version >= server.FirstBookmark)
                    await SendBookmarkAsync(version, isEndOfInitialEvents: false, stop);
            }

            TimeSpan rest = server.BookmarkInterval - Stopwatch.GetElapsedTime(lastBookmark);
            await Task.WhenAny(next, expiry, Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, stop));
            stop.ThrowIfCancellationRequested();
        }

        await SendAsync("ERROR", Json(Refusal.Expired(version).ToStatus()), stop);
    }

    /// <summary>An object that comes to match or ceases to is added or deleted, as far as this watch can see.</summary>
    private Task SendAsync(StoredChange change, CancellationToken stop) => (options.Selector.Matches(change.Before), options.Selector.Matches(change.After)) switch
    {
        (false, true) => SendAsync("ADDED", change.Object.Json, stop),
        (true, true) => SendAsync("MODIFIED", change.Object.Json, stop),
        (true, false) => SendAsync("DELETED", change.Object.Json, stop),
        _ => Task.CompletedTask,
    };

    private Task SendBookmarkAsync(long version, bool isEndOfInitialEvents, CancellationToken stop)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{version}", ["creationTimestamp"] = null };
        if (isEndOfInitialEvents)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        return SendAsync("BOOKMARK", Json(new JsonObject { ["kind"] = resource.Kind, ["apiVersion"] = resource.ApiVersion, ["metadata"] = metadata }), stop);
    }

    /// <summary>One write is one event: that is what faults count.</summary>
    private async Task SendAsync(string type, byte[] json, CancellationToken stop)
    {
        byte[] line = [.. Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":"), .. json, .. "}\n"u8];
        await context.Response.Body.WriteAsync(line, stop);
        await context.Response.Body.FlushAsync(stop);
    }

    private static byte[] Json(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
