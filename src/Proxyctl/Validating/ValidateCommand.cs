using System.CommandLine;
using Proxier.Core.Building;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Validating;

/// <summary>Tells everything that is wrong with manifests and options. Asks neither the kernel nor the host.</summary>
internal sealed class ValidateCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly InputFlags _input = new();
    private readonly OutputOption _output = new();

    public ValidateCommand(Surroundings surroundings)
        : base("validate", "Tell everything that is wrong with manifests and options, at once; exit code 2 if there is any error.")
    {
        _surroundings = surroundings;
        _input.AddTo(this);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("check a folder of manifests", "proxyctl validate -f examples/"),
        new("check them in a pipeline", "proxyctl validate -f examples/ -o json | jq '.errors[].problem'"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        ClusterInput input = await new ClusterReader(_surroundings).ReadAsync(line, _input, NodePortAddressWords.Primary, cancel);
        var report = ValidationReport.Of(input);
        if (_output.IsJson(line))
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Results);
        return report.Errors.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
    }
}
