using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core.Probing;
using Proxier.Kernel;
using Proxier.Kernel.Versions;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Probing;

/// <summary>Tries what each proxy mode needs of this host, and tells what is missing.</summary>
internal sealed class ProbeCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly OutputOption _output = new();

    public ProbeCommand(Surroundings surroundings)
        : base("probe", "Try on this machine what each proxy mode needs, and name what is missing. Leaves nothing behind. Needs root.")
    {
        _surroundings = surroundings;
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("which modes work here, and why do others not?", "proxyctl probe"),
        new("what is missing for ipvs", "proxyctl probe -o json | jq '.modes[] | select(.mode == \"ipvs\") | .reason'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        using ServiceProvider host = CreateHost();
        var progress = Progress.Of(_surroundings, "trying what this host can do");
        ToolVersions versions = await host.GetRequiredService<ToolVersionReader>().ReadAsync(cancel);
        var modes = new List<ModeProbeResult>();
        foreach (IModeProbe probe in host.GetServices<IModeProbe>())
            modes.Add(await probe.ProbeAsync(cancel));

        progress.Dispose();
        var report = ProbeReport.Of(versions, modes);
        if (_output.IsJson(line))
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Results);
        return ExitCode.Done;
    }

    private ServiceProvider CreateHost()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(_surroundings.Messages)));
        services.AddKernel().AddProbing();
        _surroundings.Replace(services);
        return services.BuildServiceProvider();
    }
}
