using Proxier.Core.Building;
using Proxier.Proxyctl.Screens;

namespace Proxier.Proxyctl.Input;

/// <summary>A cluster and options, read to the end whatever is wrong with them.</summary>
/// <param name="Arguments">What the options say, the node's name among it.</param>
/// <param name="Graph">Made of what could be read; null when the options cannot be used.</param>
/// <param name="Errors">Nothing may be rendered or changed.</param>
/// <param name="Warnings">Something is not done as written.</param>
internal sealed record ClusterInput(
    ObjectsRead Objects, GraphArguments Arguments, BuiltGraph? Graph, IReadOnlyList<InputFinding> Errors, IReadOnlyList<InputFinding> Warnings)
{
    /// <summary>Tells what is wrong but can be lived with, and insists on the rest.</summary>
    /// <exception cref="BadInputException">With every error of manifests and options.</exception>
    public BuiltGraph Require(Screen messages)
    {
        foreach (InputFinding warning in Warnings)
            messages.Warning(warning.ToString());
        return Graph is not null && Errors.Count == 0 ? Graph : throw new BadInputException([.. Errors.Select(error => error.ToString())]);
    }
}
