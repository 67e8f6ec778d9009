using Microsoft.AspNetCore.Http;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Snapshots;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Proxyd.Hosting;
using Proxier.Proxyd.Status;

namespace Proxier.Proxyd.Http;

/// <summary>What the Unix socket answers, to proxyctl: the status, the input of the rules, and all that the metrics port answers.</summary>
internal sealed class SocketAnswers(StatusSource status, GraphFeed feed, CurrentOptions options, ILocalAddresses addresses, StatusAnswers others, TimeProvider time)
{
    /// <summary>A rollout changes many objects within a moment; nobody can read that fast.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(200);

    public Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        StatusSocket.Status => StatusAsync(context),
        StatusSocket.Snapshot => SnapshotAsync(context),
        StatusSocket.Watch => WatchAsync(context),
        _ => others.RespondAsync(context),
    };

    private async Task StatusAsync(HttpContext context) =>
        await context.WriteBytesAsync(StatusJson.Write(await status.ReadAsync(context.RequestAborted).ConfigureAwait(false)), "application/json").ConfigureAwait(false);

    private Task SnapshotAsync(HttpContext context)
    {
        if (feed.Built is not { } built)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.WriteTextAsync("The cluster has not been read yet.");
        }

        using var text = new MemoryStream();
        SnapshotWriter.Write(Snapshot(built), text);
        return context.WriteBytesAsync(text.ToArray(), "application/json");
    }

    /// <summary>Whoever reads slowly gets fewer, larger changes.</summary>
    private async Task WatchAsync(HttpContext context)
    {
        CancellationToken gone = context.RequestAborted;
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false); // there may be nothing for long
        (BuiltGraph? built, NodeSnapshot? told) = (null, null);
        try
        {
            while (true)
            {
                built = await feed.WaitForOtherAsync(built, gone).ConfigureAwait(false);
                NodeSnapshot now = Snapshot(built);
                await TellAsync(context.Response.Body, told, now, gone).ConfigureAwait(false);
                told = now;
                await Task.Delay(Calm, time, gone).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody listens any more, or the daemon ends.
        }
    }

    private static async ValueTask TellAsync(Stream output, NodeSnapshot? old, NodeSnapshot now, CancellationToken cancel)
    {
        using var text = new MemoryStream();
        SnapshotChange? change = old is null ? null : SnapshotChange.Between(old, now);
        if (change is null)
            SnapshotWriter.Write(now, text);
        else if (!change.IsEmpty)
            SnapshotWriter.Write(change, text);
        await output.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), cancel).ConfigureAwait(false);
        await output.FlushAsync(cancel).ConfigureAwait(false);
    }

    private NodeSnapshot Snapshot(BuiltGraph built) =>
        new(built.State, options.Value.GraphArguments, Enum.GetValues<IpFamily>().SelectMany(addresses.Read).ToEquatableArray());
}
