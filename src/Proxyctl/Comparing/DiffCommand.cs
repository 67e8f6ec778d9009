using System.CommandLine;
using Proxier.Core.Comparing;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Comparing;

/// <summary>
/// Compares the kernel with what it should hold. Rules that it should hold are loaded into a namespace without links and read back by the
/// same tool, so that only true differences show, whatever the tool's version makes of the text.
/// </summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly InputFlags _input = new(canAskDaemon: true);
    private readonly BackendFlags _backend = new();
    private readonly OutputOption _output = new();

    public DiffCommand(Surroundings surroundings)
        : base("diff", "Compare the rules of this machine with those of the input; exit code 0 if equal, 1 if different, 2 on an error. Needs root.")
    {
        _surroundings = surroundings;
        _input.AddTo(this);
        _backend.AddTo(this);
        Add(_output);
        SetAction(RunAsync);
    }

    public override int FailedCode => ExitCode.BadInput;

    public override IReadOnlyList<Example> Examples =>
    [
        new("does the kernel hold what the cluster wants?", "proxyctl diff --kubeconfig /etc/kubernetes/admin.conf --node-name node-a --cluster-cidr 10.244.0.0/16"),
        new("what would apply change?", "proxyctl diff -f examples/ --node-name node-a"),
        new("which objects differ?", "proxyctl diff -f examples/ -o json | jq -r '.families[].objects[].place'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        DiffReport report = await CompareAsync(line, cancel);
        if (_output.IsJson(line))
            ReportJson.Write(_surroundings.Output, report);
        else
            report.WriteText(_surroundings.Results);
        return report.IsEqual ? ExitCode.Done : ExitCode.Different;
    }

    private async Task<DiffReport> CompareAsync(ParseResult line, CancellationToken cancel)
    {
        KnownBackend known = await _backend.BackendAsync(line, _input, cancel);
        using var host = new BackendHost(known, _backend.Templates(line), _surroundings);
        IKernelListing listing = host.Listing;
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, known.DefaultNodePortAddresses, cancel);
        ServiceGraph graph = input.Require(_surroundings.Messages).Graph;
        await using ScratchNamespace scratch = await ScratchNamespace.CreateAsync(host.Commands, cancel);
        cancel.ThrowIfCancellationRequested();
        var families = new List<FamilyDiff>();
        foreach (IpFamily family in _backend.Families(line))
        {
            using var progress = Progress.Of(_surroundings, $"comparing {family}");
            KernelContent desired = await KernelContent.OfAsync(listing.ListDesiredAsync(graph[family], scratch.Runner, cancel), cancel);
            KernelContent kernel = await KernelContent.OfAsync(listing.ListAsync(graph[family], cancel), cancel);
            families.Add(new FamilyDiff(family, KernelDiff.Between(kernel, desired)));
        }

        return DiffReport.Of(known.Name, families);
    }
}
