using Microsoft.Extensions.Logging;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Core.Sync;
using Proxier.Proxyd.Modes;
using Proxier.Testing;

namespace Proxier.Proxyd.Tests.Modes;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public sealed class ModeSwitchTests : IAsyncLifetime, ISyncObserver
{
    private static readonly ProxyMode Other = new("iptables", "all", HasLocalhostNodePorts: true, _ => { });

    private readonly ManualTime _time = new();
    private readonly CountingLogger<ModeSwitch> _log = new();
    private readonly List<string> _happened = [];
    private readonly Queue<Exception> _refusals = [];
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SyncedFamilies _synced = null!; // made before each test
    private ModeSwitch _switch = null!; // made before each test

    public Task InitializeAsync() => StartAsync(Enum.GetValues<IpFamily>());

    public async Task DisposeAsync()
    {
        await _switch.StopAsync(CancellationToken.None);
        _switch.Dispose();
    }

    [Fact]
    public async Task The_old_rules_go_once_both_families_have_the_new_ones_and_not_before()
    {
        _synced.Failed(Target(Some.IPv6()), SyncKind.Full, TimeSpan.Zero, new IOException());
        Succeed(Some.IPv4());
        Succeed(Some.IPv4());
        Assert.False(_synced.All.IsCompleted);

        Succeed(Some.IPv6());

        await _removed.Task.WaitAsync(Patience.Limit);
        Assert.Equal(["IPv6 failed", "IPv4", "IPv4", "IPv6", "removed iptables"], _happened);
    }

    [Fact]
    public async Task A_family_that_this_host_cannot_do_is_not_waited_for()
    {
        await DisposeAsync();
        await StartAsync(IpFamily.IPv4);

        Succeed(Some.IPv4());

        await _removed.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Rules_that_cannot_be_removed_are_tried_again()
    {
        _refusals.Enqueue(new CommandFailedException(new Command("iptables-restore", []), "ended with code 4", 4, "the lock is held"));
        Succeed(Some.IPv4());
        Succeed(Some.IPv6());
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _log.Count(LogLevel.Warning));

        _time.Advance(TimeSpan.FromSeconds(30));

        await _removed.Task.WaitAsync(Patience.Limit);
    }

    void ISyncObserver.Succeeded(SyncResult result) => _happened.Add(result.Target.Graph.Family.ToString());

    void ISyncObserver.Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error) => _happened.Add($"{target.Graph.Family} failed");

    private Task StartAsync(params IpFamily[] awaited)
    {
        _synced = new SyncedFamilies(this, awaited);
        _switch = new ModeSwitch([Other], _synced, RemoveAsync, _time, _log);
        return _switch.StartAsync(CancellationToken.None);
    }

    private void Succeed(FamilyGraph graph) => _synced.Succeeded(new SyncResult(Target(graph), SyncKind.Full, [], [], TimeSpan.Zero));

    private static SyncTarget Target(FamilyGraph graph) => new(1, graph, default, []);

    private ValueTask RemoveAsync(ProxyMode mode, CancellationToken cancel)
    {
        if (_refusals.TryDequeue(out Exception? refusal))
            throw refusal;
        _happened.Add($"removed {mode.Word}");
        _removed.SetResult();
        return ValueTask.CompletedTask;
    }
}
