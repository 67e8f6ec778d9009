using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The threads that move data, and the lanes of both families. Threads begin with the first lane.</summary>
internal sealed class DataPlane : IDisposable
{
    private readonly Lazy<IReadOnlyList<ProxyLoop>> _loops;
    private readonly Dictionary<IpFamily, FamilyLanes> _families;
    private readonly Lazy<ConnectionLimit> _limit;

    public DataPlane(IOptions<UserspaceOptions> options, TimeProvider time, ILogger<DataPlane> logger)
    {
        UserspaceOptions limits = options.Value;
        var clock = new Clock(time);
        _limit = new Lazy<ConnectionLimit>(() => new ConnectionLimit(ConnectionLimit.Within(limits.MaxConnections), clock, logger));
        _loops = new Lazy<IReadOnlyList<ProxyLoop>>(() => [.. Enumerable.Range(1, Math.Max(1, limits.Threads)).Select(Start)]);
        _families = Enum.GetValues<IpFamily>().ToDictionary(family => family, family => new FamilyLanes(family, limits, clock, logger));

        ProxyLoop Start(int number)
        {
            var loop = new EventLoop(number, clock, limits.EnterThread, logger);
            return new ProxyLoop(loop, new TcpProxy(loop, _limit.Value, limits), new UdpProxy(loop, _limit.Value, limits));
        }
    }

    /// <summary>Connections and flows that are open.</summary>
    public int Open => _limit.Value.Open;

    public FamilyLanes this[IpFamily family] => _families[family];

    /// <summary>The threads; they are started by the first call.</summary>
    /// <param name="mark">Of packets to endpoints.</param>
    public async Task<IReadOnlyList<ProxyLoop>> StartAsync(uint mark)
    {
        foreach (ProxyLoop loop in _loops.Value)
        {
            loop.SetMark(mark);
            await loop.Loop.Entered.ConfigureAwait(false);
        }

        return _loops.Value;
    }

    /// <summary>Ends every connection: it cannot go on without this process.</summary>
    public void Dispose()
    {
        if (!_loops.IsValueCreated || _loops.Value.Any(loop => loop.Loop.Entered.IsFaulted))
            return; // nothing was ever opened
        foreach (FamilyLanes family in _families.Values)
            family.CloseAllAsync().GetAwaiter().GetResult();
        foreach (ProxyLoop loop in _loops.Value)
        {
            loop.CloseAllAsync().GetAwaiter().GetResult();
            loop.Loop.Dispose();
        }
    }
}
