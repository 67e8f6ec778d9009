using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Backends.Ipvs.Changes;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Lets removed endpoints go when their connections have gone, or after a time limit.</summary>
internal sealed class Drainer(IpvsRenderer renderer, IpvsHost host, VariantChooser variants, IOptions<IpvsOptions> options, ILogger<Drainer> logger)
{
    public async ValueTask DrainAsync(FamilyState state, CancellationToken cancel)
    {
        using IDisposable entered = await state.EnterAsync(cancel).ConfigureAwait(false);
        if (state.Drains.Count == 0)
            return;
        IReadOnlyDictionary<Drain, long> connections = ConnectionCounts.Parse(await host.ReadAsync("ipvsadm", ["-L", "-n"], cancel).ConfigureAwait(false));
        IReadOnlyList<ServerEdit> done = state.Drains.Done(connections, options.Value.DrainLimit);
        if (renderer.Servers("drained", done) is not { } script)
            return;
        ChosenTool chosen = await variants.ChooseAsync(cancel).ConfigureAwait(false);
        await host.RunAsync([script], chosen.Tool, state.Family, cancel).ConfigureAwait(false);
        state.Drains.Forget(done);
        logger.Drained(state.Family, done.Count, state.Drains.Count);
    }
}
