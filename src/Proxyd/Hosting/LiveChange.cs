using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Core.Sync;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Logging;

namespace Proxier.Proxyd.Hosting;

/// <summary>Puts other options in force while everything runs: those whose settings are <see cref="Configuration.Effect.Live"/>.</summary>
internal sealed class LiveChange(
    CurrentOptions current, ProxySync sync, NodeSettings node, ProcessPriority priority, LogSettings logs, IOptions<IptablesOptions> iptables, IOptions<IpvsOptions> ipvs)
{
    public void Apply(ProxydOptions options)
    {
        logs.Level = options.LogLevel;
        if (options.OomScoreAdj != current.Value.OomScoreAdj)
            priority.Set(options.OomScoreAdj);
        node.Set(options); // before the rules that need it
        iptables.Value.CanaryPeriod = options.Sync.MaxRetryInterval;
        ipvs.Value.SyncPeriod = options.Sync.MaxRetryInterval;
        current.Value = options; // before the graph that is built with them
        sync.Use(options.Graph, options.Sync);
    }
}
