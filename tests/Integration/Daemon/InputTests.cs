using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Manifests;
using Proxier.Testing.Network;

namespace Proxier.Integration.Daemon;

/// <summary>Files that are wrong.</summary>
public sealed class InputTests : DaemonCase
{
    [NetnsFact]
    public async Task A_file_that_does_not_parse_is_named_and_its_previous_content_stays_in_force()
    {
        SliceManifest slice = Slices(Web(), Bed.Pods[0]).OfType<SliceManifest>().First();
        Node.Start();
        await Node.ProgramAsync(Web(), slice);

        Node.Folder.Write(slice.FileName, """{ "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", """);
        await Node.ProgramAsync(WithSlices(Web(number: 2), Bed.OtherPods[0]));

        await TellsAsync(slice.FileName);
        Assert.Equal("pod1", await WhoAnswersAsync(IpFamily.IPv4));
        Assert.Equal("other1", await WhoAnswersAsync(IpFamily.IPv4, number: 2));

        await Node.ProgramAsync(slice with { Endpoints = [Bed.OtherPods[0]] });
        Assert.Equal("other1", await WhoAnswersAsync(IpFamily.IPv4));
    }

    [NetnsFact]
    public async Task One_bad_object_does_not_stop_the_others_of_its_file()
    {
        Node.Start();
        string good = Web().ToJson().ToJsonString(), bad = Web(number: 3).ToJson().ToJsonString().Replace("\"port\":80", "\"port\":80000", StringComparison.Ordinal);
        Node.Folder.Write("mixed.json", $$"""{ "apiVersion": "v1", "kind": "List", "items": [{{bad}}, {{good}}] }""");

        await Node.ProgramAsync(Slices(Web(), Bed.Pods[0]));

        await TellsAsync("web-3");
        Assert.Equal("pod1", await WhoAnswersAsync(IpFamily.IPv4));
        Assert.Equal("pod1", await WhoAnswersAsync(IpFamily.IPv6));
    }

    private Task TellsAsync(string part) => Node.UntilAsync(() => Task.FromResult(Node.Daemon.Says(part)), Patience.Limit, $"the log does not name {part}");
}
