using System.CommandLine;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects.Reading;
using Proxier.Manifests;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Input;

/// <summary>Reads the cluster that a command line names, as the node that it names sees it.</summary>
internal sealed class ClusterReader(Surroundings surroundings)
{
    /// <param name="defaultNodePortAddresses">The backend's.</param>
    public ClusterInput Read(ParseResult line, InputFlags flags, string defaultNodePortAddresses)
    {
        ManifestReading reading = new ManifestReader(new ObjectReader()).Read(flags.Files(line), surroundings.OpenInput);
        GraphArguments arguments = flags.Graph(line) with { DefaultNodePortAddresses = defaultNodePortAddresses };
        var node = NodeChoice.Of(arguments.NodeName, [.. reading.NodeNames], surroundings.MachineName);
        (BuiltGraph? graph, IReadOnlyList<OptionFinding> optionErrors) = Build(reading, arguments with { NodeName = node.Name });
        return new ClusterInput(
            reading,
            graph,
            [.. reading.Errors.Select(InputFinding.Of), .. optionErrors.Select(InputFinding.Of)],
            [.. reading.Warnings.Select(InputFinding.Of), .. node.Warnings, .. (graph?.Warnings ?? []).Select(InputFinding.Of)]);
    }

    private static (BuiltGraph? Graph, IReadOnlyList<OptionFinding> Errors) Build(ManifestReading reading, GraphArguments arguments)
    {
        try
        {
            return (GraphBuilder.Build(reading.ToClusterState(arguments.NodeName), GraphOptions.From(arguments)), []);
        }
        catch (InvalidOptionsException error)
        {
            return (null, error.Findings);
        }
    }
}
