using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Nft;
using Proxier.Backends.Userspace;
using Proxier.Core;
using Proxier.Core.Choosing;
using Proxier.Core.Commands;
using Proxier.Core.Health;
using Proxier.Core.Metrics;
using Proxier.Core.Status;
using Proxier.Core.Sync;
using Proxier.Kernel;
using Proxier.Kernel.Commands;
using Proxier.Kernel.Nftables;
using Proxier.Kubernetes;
using Proxier.Manifests;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration;
using Proxier.Proxyd.Http;
using Proxier.Proxyd.Logging;
using Proxier.Proxyd.Modes;
using Proxier.Proxyd.Page;
using Proxier.Proxyd.Prometheus;
using Proxier.Proxyd.Status;
using Proxier.Proxyd.Takeover;

namespace Proxier.Proxyd.Hosting;

/// <summary>Puts the daemon together.</summary>
internal static class ProxydHost
{
    /// <param name="others">The modes whose rules go once those of the selected one are there.</param>
    public static IHost Build(ProxydOptions options, SelectedMode selected, IReadOnlyList<ProxyMode> others, TextWriter log)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var logs = new LogSettings(options.LogLevel, options.IsLogJson);
        builder.Services.AddSingleton(logs);
        builder.Services.AddLogging(logging => logging.AddStderr(logs, log));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ICommandRunner>(provider => new TalliedCommandRunner(Programs(provider, options)));
        builder.Services.AddKernel();
        builder.Services.AddCore(options.Graph, options.Sync with { Families = selected.Families });
        builder.Services.AddSource(options);
        options.Mode.AddBackend(builder.Services);
        builder.Services.Configure<IptablesOptions>(iptables =>
        {
            iptables.Dispatch = options.IptablesDispatch;
            iptables.DropInvalid = !options.Conntrack.TcpBeLiberal;
            iptables.CanaryPeriod = options.Sync.MaxRetryInterval;
        });
        builder.Services.Configure<IpvsOptions>(ipvs =>
        {
            ipvs.Scheduler = options.Ipvs.Scheduler;
            ipvs.ExcludeCidrs = options.Ipvs.ExcludeCidrs;
            ipvs.StrictArp = options.Ipvs.StrictArp;
            ipvs.TcpTimeout = options.Ipvs.TcpTimeout;
            ipvs.TcpFinTimeout = options.Ipvs.TcpFinTimeout;
            ipvs.UdpTimeout = options.Ipvs.UdpTimeout;
            ipvs.SyncPeriod = options.Sync.MaxRetryInterval;
        });
        builder.Services.Configure<UserspaceOptions>(userspace => userspace.Ports = options.ProxyPorts);
        builder.Services.AddMode(options, logs, selected, others, log);
        builder.Services.AddHttp();
        builder.Services.AddSingleton<NodeSettings>();
        builder.Services.AddSingleton<CurrentOptions>();
        builder.Services.AddSingleton<ProcessPriority>();
        builder.Services.AddSingleton<LiveChange>();
        builder.Services.AddHostedService<HttpService>(); // first, so that it stops last
        builder.Services.AddHostedService<SocketService>();
        builder.Services.AddHostedService<SyncService>();
        builder.Services.AddHostedService<ModeSwitch>();
        builder.Services.AddHostedService<TakeoverService>();
        builder.Services.AddHostedService<StartGarbage>();
        if (options.Values.File.Length > 0)
            builder.Services.AddHostedService<ConfigurationWatch>();
        return builder.Build();
    }

    private static ICommandRunner Programs(IServiceProvider provider, ProxydOptions options)
    {
        ICommandRunner programs = ActivatorUtilities.CreateInstance<CommandRunner>(provider);
        return options.UsesNftLibrary ? ActivatorUtilities.CreateInstance<NftLibraryRunner>(provider, programs) : programs;
    }

    private static void AddMode(
        this IServiceCollection services, ProxydOptions options, LogSettings logs, SelectedMode selected, IReadOnlyList<ProxyMode> others, TextWriter log)
    {
        services.AddSingleton(selected);
        services.AddSingleton(selected.Choice);
        services.AddSingleton<ModeMetrics>();
        services.AddSingleton(provider => new SyncJournal(provider.GetRequiredService<SyncFollowUp>(), selected.Families, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SyncedFamilies(provider.GetRequiredService<SyncJournal>(), selected.Families));
        services.AddSingleton<ISyncObserver>(provider => provider.GetRequiredService<SyncedFamilies>());
        services.AddSingleton(others);
        services.AddSingleton<RemovalGate>();
        services.AddSingleton<Func<ProxyMode, CancellationToken, ValueTask>>(provider => async (mode, cancel) => await provider.GetRequiredService<RemovalGate>().RunAsync(
            async () =>
            {
                await OtherRules.RemoveAsync(mode, logs, log, cancel).ConfigureAwait(false);
                return mode;
            },
            cancel).ConfigureAwait(false));
        services.AddSingleton(new TakeoverSettings(options.Mode.Word, options.TakesOver));
        services.AddSingleton<TakeoverMetrics>();
        services.AddNftLeftovers();
        services.AddIptablesLeftovers();
        services.AddIpvsLeftovers();
    }

    private static void AddSource(this IServiceCollection services, ProxydOptions options)
    {
        if (options.Manifests.Length > 0)
            services.AddManifestFolder(new ManifestFolderOptions { Folder = options.Manifests, NodeName = options.Graph.NodeName });
        else
            services.AddKubernetes(options.Cluster);
    }

    private static void AddHttp(this IServiceCollection services)
    {
        services.AddSingleton<HttpPorts>();
        services.AddSingleton<ConfigurationMetrics>();
        services.AddSingleton<ServiceHealthServers>();
        services.AddSingleton<IServiceHealthServers>(provider => provider.GetRequiredService<ServiceHealthServers>());
        services.AddSingleton<HealthAnswers>();
        services.AddSingleton<PageExplainer>();
        services.AddSingleton<StatusPage>();
        services.AddSingleton<StatusAnswers>();
        services.AddSingleton<ToolVersionCache>();
        services.AddSingleton<StatusSource>();
        services.AddSingleton<SocketAnswers>();
        services.AddSingleton(provider => new ProcessMetrics(provider.GetRequiredService<TimeProvider>(), ProgramVersion.Text));
        services.AddSingleton(provider => new PrometheusExporter(
            provider.GetRequiredService<ProxyMetrics>().Meter, provider.GetRequiredService<ProcessMetrics>().Meter, provider.GetRequiredService<ModeMetrics>().Meter,
            provider.GetRequiredService<TakeoverMetrics>().Meter, provider.GetRequiredService<ConfigurationMetrics>().Meter));
    }
}
