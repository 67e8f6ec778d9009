using System.CommandLine;
using System.Globalization;
using Proxier.Core.Graph;
using Proxier.Manifests;
using Proxier.Proxyctl.Backends;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Applying;

/// <summary>Makes the kernel of this machine hold the rules of a cluster.</summary>
internal sealed class ApplyCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly InputFlags _input = new();
    private readonly BackendFlags _backend = new();
    private readonly OutputOption _output = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Change nothing: say whether something would change, and whether the first script would be accepted" };

    private readonly Option<bool> _repair = new("--repair") { Description = "Write everything, also where the rules say that they are these already: somebody may have changed them behind that" };

    public ApplyCommand(Surroundings surroundings)
        : base("apply", "Make this machine answer for the Services of the input, and for no others. Needs root.")
    {
        _surroundings = surroundings;
        _input.AddTo(this);
        _backend.AddTo(this);
        Add(_dryRun);
        Add(_repair);
        Add(_output);
        SetAction(RunAsync);
    }

    public override string Interrupted => "interrupted; the next apply completes what was begun";

    public override IReadOnlyList<Example> Examples =>
    [
        new("make the Services of a folder answer here", "proxyctl apply -f examples/ --node-name node-a --cluster-cidr 10.244.0.0/16"),
        new("would anything change, and would the kernel take it?", "proxyctl apply -f examples/ --dry-run"),
        new("put right what somebody changed by hand", "proxyctl apply -f examples/ --repair"),
        new("the rules of a running cluster", "kubectl get services,endpointslices,nodes -A -o json | proxyctl apply -f -"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        long start = _surroundings.Time.GetTimestamp();
        KnownBackend known = _backend.Backend(line);
        if (known.NeedsDaemon)
            throw new BadInputException([$"the rules of {known.Name} lead to sockets of proxyd, and to nobody without it: run proxyd --proxy-mode {known.Mode}"]);
        using var host = new BackendHost(known, _backend.Templates(line), _surroundings);
        var work = new FamilyWork(host.Backend, host.Commands, known.CheckFlag, _surroundings.Time);
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, known.DefaultNodePortAddresses, cancel);
        ServiceGraph graph = input.Require(_surroundings.Messages).Graph;
        if (_input.Files(line).Count > 0)
            RequireSomething(input.Objects);

        var results = new List<FamilyResult>();
        foreach (FamilyGraph family in _backend.Families(line).Select(family => graph[family]))
        {
            using var progress = Progress.Of(_surroundings, $"{(line.GetValue(_dryRun) ? "checking" : "applying")} {family.Family}");
            results.Add(line.GetValue(_dryRun) ? await work.CheckAsync(family, cancel) : await work.ApplyAsync(family, line.GetValue(_repair), cancel));
        }

        return Report(new ApplyReport(results, _surroundings.Time.GetElapsedTime(start).TotalMilliseconds), _output.IsJson(line));
    }

    /// <summary>A failed kubectl in a pipe, or a folder that was mistyped, looks like this; an API server that has nothing says so itself.</summary>
    private static void RequireSomething(ObjectsRead objects)
    {
        if (objects.Counts.Count > 0)
            return;
        string leftOut = string.Join(", ", objects.Skipped.Select(skipped => $"{skipped.Value.ToString(CultureInfo.InvariantCulture)} {skipped.Key}"));
        throw new BadInputException([
            $"the input holds no {string.Join(", no ", Enum.GetNames<ObjectKind>())}{(leftOut.Length > 0 ? $"; left out: {leftOut}" : "")}. Nothing was changed; to remove every rule of ours, use 'proxyctl cleanup'"]);
    }

    private int Report(ApplyReport report, bool isJson)
    {
        if (isJson)
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Messages);
        foreach (FamilyResult failed in report.Families.Where(family => family.Error is not null))
            _surroundings.Messages.Error($"{failed.Family}: {failed.Error}");
        return report.Families.All(family => family.Error is null) ? ExitCode.Done : ExitCode.Failed;
    }
}
