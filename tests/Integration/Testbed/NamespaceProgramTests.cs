using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Testbed;

public sealed class NamespaceProgramTests : IAsyncLifetime
{
    private NetworkTestbed _bed = null!; // made before each test

    public async Task InitializeAsync() => _bed = await NetworkTestbed.CreateAsync(pods: 1, otherPods: 1);

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [NetnsFact]
    public async Task It_runs_in_the_namespace_and_ends_by_a_signal()
    {
        const string Script = "ip -brief link show pod1; trap 'echo bye >&2; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
        await using NamespaceProgram program = NamespaceProgram.Start(_bed.NodeNamespace, "sh", "-c", Script);
        await Eventually.TrueAsync(() => Task.FromResult(program.Log.Contains("ready", StringComparison.Ordinal)), Patience.Limit, "it is not ready");

        Assert.Equal(7, await program.StopAsync(Patience.Limit));
        Assert.StartsWith("pod1@", program.Log, StringComparison.Ordinal);
        Assert.EndsWith("bye", program.Log, StringComparison.Ordinal);
    }

    [NetnsFact]
    public async Task One_that_does_not_end_is_reported_with_its_log_and_killed()
    {
        await using NamespaceProgram program = NamespaceProgram.Start(_bed.NodeNamespace, "sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.05; done");
        await Eventually.TrueAsync(() => Task.FromResult(program.Log == "deaf"), Patience.Limit, "it is not ready");

        var error = await Assert.ThrowsAsync<TimeoutException>(() => program.StopAsync(TimeSpan.FromMilliseconds(200)));

        Assert.EndsWith("deaf", error.Message, StringComparison.Ordinal);
    }
}
