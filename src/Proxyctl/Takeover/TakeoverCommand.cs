using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Iptables;
using Proxier.Backends.Ipvs;
using Proxier.Backends.Nft;
using Proxier.Core.Commands;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Kernel;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Takeover;

/// <summary>Shows what proxyd would remove of other proxies. Removing is left to proxyd, which knows when its own rules answer.</summary>
internal sealed class TakeoverCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly OutputOption _output = new();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Look and change nothing. Required: removing is done by proxyd at its start, once its own rules answer" };

    private readonly Option<string> _mode = new("--proxy-mode")
    {
        Description = "The mode in which proxyd would work; rules of ours in other modes go as well",
        HelpName = string.Join('|', KnownBackends.All.Select(backend => backend.Mode)),
        DefaultValueFactory = _ => KnownBackends.All[0].Mode,
    };

    public TakeoverCommand(Surroundings surroundings)
        : base("takeover", "Show which rules of kube-proxy, in any mode and any variant of iptables, proxyd would remove on this machine. Needs root.")
    {
        _surroundings = surroundings;
        _mode.AcceptOnlyFromAmong([.. KnownBackends.All.Select(backend => backend.Mode)]);
        Add(_dryRun);
        Add(_mode);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("what did kube-proxy leave here?", "proxyctl takeover --dry-run"),
        new("how many of each kind", "proxyctl takeover --dry-run -o json | jq '.leftovers[] | [.tool, .family, .kind, .count]'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        if (!line.GetValue(_dryRun))
            throw new BadInputException(["takeover only looks: add --dry-run. What it shows is removed by proxyd at its start, once its own rules answer, so that no connection is lost"]);
        using ServiceProvider host = CreateHost();
        TakeoverReport report = await LookAsync([.. host.GetServices<ILeftoverSource>()], line.GetRequiredValue(_mode), cancel);
        if (_output.IsJson(line))
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Results);
        foreach (string failure in report.Failures)
            _surroundings.Messages.Error(failure);
        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<TakeoverReport> LookAsync(IReadOnlyList<ILeftoverSource> sources, string mode, CancellationToken cancel)
    {
        var found = new List<LeftoverReport>();
        var failures = new List<string>();
        foreach ((ILeftoverSource source, IpFamily family) in sources.SelectMany(source => Enum.GetValues<IpFamily>().Select(family => (source, family))))
        {
            try
            {
                found.AddRange((await source.FindAsync(mode, family, cancel)).Select(LeftoverReport.Of));
            }
            catch (CommandFailedException failure)
            {
                failures.Add($"{family}: {failure.Message}");
            }
        }

        return new TakeoverReport(mode, found, failures);
    }

    private ServiceProvider CreateHost()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(_surroundings.Messages)));
        services.AddKernel();
        services.AddNftLeftovers().AddIptablesLeftovers().AddIpvsLeftovers();
        _surroundings.Replace(services);
        return services.BuildServiceProvider();
    }
}
