using System.CommandLine;
using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes;
using Proxier.Manifests;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Screens;
using Proxier.Proxyctl.Snapshots;

namespace Proxier.Proxyctl.Input;

/// <summary>Reads the cluster that a command line names, as the node that it names sees it.</summary>
internal sealed class ClusterReader(Surroundings surroundings)
{
    /// <param name="defaultNodePortAddresses">The backend's.</param>
    public async Task<ClusterInput> ReadAsync(ParseResult line, InputFlags flags, string defaultNodePortAddresses, CancellationToken cancel)
    {
        using var progress = Progress.Of(surroundings, "reading the cluster");
        SnapshotFile? snapshot = await SnapshotAsync(line, flags, cancel);
        GraphArguments arguments = (snapshot?.Arguments ?? flags.Graph(line)) with { DefaultNodePortAddresses = defaultNodePortAddresses };
        ObjectsRead objects = snapshot is null
            ? await ReadObjectsAsync(line, flags, arguments, cancel)
            : ObjectsRead.Of(snapshot.Reading, arguments, surroundings.MachineName) with { LocalAddresses = snapshot.LocalAddresses };
        arguments = arguments with { NodeName = objects.Node.Name };
        (BuiltGraph? graph, IReadOnlyList<OptionFinding> optionErrors) = Build(objects.State, arguments);
        return new ClusterInput(
            objects,
            arguments,
            graph,
            [.. objects.Errors, .. optionErrors.Select(InputFinding.Of)],
            [.. objects.Warnings, .. objects.Node.Warnings, .. (graph?.Warnings ?? []).Select(InputFinding.Of)]);
    }

    /// <exception cref="BadInputException">Nobody said which cluster is meant, and there is no daemon.</exception>
    /// <exception cref="DaemonSilentException">The daemon that was named does not answer.</exception>
    public static async Task<T> AskAsync<T>(ParseResult line, InputFlags flags, Func<DaemonClient, Task<T>> ask, string socket)
    {
        try
        {
            using var daemon = new DaemonClient(socket);
            return await ask(daemon);
        }
        catch (DaemonSilentException error) when (flags.IsDaemonImplicit(line))
        {
            throw new BadInputException(["Say which cluster is meant: -f PATH, --kubeconfig PATH or --from-snapshot FILE.", error.Message]);
        }
    }

    private async Task<SnapshotFile?> SnapshotAsync(ParseResult line, InputFlags flags, CancellationToken cancel)
    {
        if (flags.Daemon(line) is not { } socket)
            return flags.Snapshot(line) is { } path ? SnapshotFile.Read(path, surroundings.OpenInput) : null;
        byte[] answer = await AskAsync(line, flags, daemon => daemon.SnapshotAsync(cancel), socket);
        return SnapshotFile.Read(ManifestReader.StandardInput, () => new MemoryStream(answer));
    }

    private async Task<ObjectsRead> ReadObjectsAsync(ParseResult line, InputFlags flags, GraphArguments arguments, CancellationToken cancel)
    {
        if (flags.Files(line) is { Count: > 0 } files)
            return ObjectsRead.Of(new ManifestReader(new ObjectReader()).Read(files, surroundings.OpenInput), arguments, surroundings.MachineName);

        string node = NodeChoice.Of(arguments.NodeName, [], surroundings.MachineName).Name;
        var options = new KubernetesOptions(node) { Kubeconfig = flags.Kubeconfig(line), Master = flags.Master(line) };
        return ObjectsRead.Of(await new ApiServerInput(surroundings).ReadAsync(options, cancel), node);
    }

    private static (BuiltGraph? Graph, IReadOnlyList<OptionFinding> Errors) Build(ClusterState state, GraphArguments arguments)
    {
        try
        {
            return (GraphBuilder.Build(state, GraphOptions.From(arguments)), []);
        }
        catch (InvalidOptionsException error)
        {
            return (null, error.Findings);
        }
    }
}
