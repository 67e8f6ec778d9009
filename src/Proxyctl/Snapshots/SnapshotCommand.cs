using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Snapshots;
using Proxier.Kernel;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Snapshots;

/// <summary>Writes the complete input of a node into one file, for a bug report.</summary>
internal sealed class SnapshotCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly LocalAddressesOption _localAddresses = new();

    private readonly Option<bool> _pseudonymise = new("--pseudonymise")
    {
        Description = "Replace every address by another one, always the same, so that ranges keep what they hold; names stay",
    };

    public SnapshotCommand(Surroundings surroundings)
        : base("snapshot", "Print the complete input of a node, cut down to what a service proxy honours; --from-snapshot of other commands takes it in.")
    {
        _surroundings = surroundings;
        _input.AddTo(this);
        Add(_localAddresses);
        Add(_pseudonymise);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("for a bug report, without our addresses", "proxyctl snapshot --pseudonymise --local-addresses host --kubeconfig admin.conf --node-name node-a > node-a.json"),
        new("the same rules from it", "proxyctl render --from-snapshot node-a.json"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, NodePortAddressWords.Primary, cancel);
        BuiltGraph built = input.Require(_surroundings.Messages);
        using ServiceProvider host = Host();
        IEnumerable<System.Net.IPAddress> local = Enum.GetValues<IpFamily>().SelectMany(family => _localAddresses.Read(line, family, input, host.GetRequiredService<ILocalAddresses>()));
        var snapshot = new NodeSnapshot(built.State, input.Arguments, local.Distinct().ToEquatableArray());
        if (line.GetValue(_pseudonymise))
            snapshot = Pseudonymiser.Apply(snapshot, new AddressPseudonyms(RandomNumberGenerator.GetBytes(32)));
        SnapshotWriter.Write(snapshot, _surroundings.Output);
        return ExitCode.Done;
    }

    private ServiceProvider Host()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ScreenLoggerProvider(_surroundings.Messages)));
        services.AddKernel();
        _surroundings.Replace(services);
        return services.BuildServiceProvider();
    }
}
