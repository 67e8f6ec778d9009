using System.Net;
using Proxier.Core.Building;
using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>The complete input of a node: whoever has it can render the same rules, byte for byte.</summary>
/// <param name="Arguments">What was asked for, unchecked, without the default of a backend.</param>
/// <param name="LocalAddresses">Of the node's interfaces, as far as they are known. Rules do not depend on them, explanations do.</param>
public sealed record NodeSnapshot(ClusterState State, GraphArguments Arguments, EquatableArray<IPAddress> LocalAddresses)
{
    public const string ApiVersion = "proxier.dev/v1";

    public const string Kind = "Snapshot";
}
