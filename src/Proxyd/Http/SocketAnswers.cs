using System.Net;
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
internal sealed class SocketAnswers(StatusSource status, GraphFeed feed, CurrentOptions options, ILocalAddresses addresses, StatusAnswers others)
{
    public Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        StatusSocket.Status => StatusAsync(context),
        StatusSocket.Snapshot => SnapshotAsync(context),
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

        IEnumerable<IPAddress> local = Enum.GetValues<IpFamily>().SelectMany(addresses.Read);
        GraphArguments arguments = options.Value.GraphArguments;
        using var text = new MemoryStream();
        SnapshotWriter.Write(new NodeSnapshot(built.State, arguments, local.ToEquatableArray()), text);
        return context.WriteBytesAsync(text.ToArray(), "application/json");
    }
}
