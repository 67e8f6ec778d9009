using Proxier.Backends.Userspace.Proxying;
using Proxier.Backends.Userspace.Sockets;
using Proxier.Core.Graph;

namespace Proxier.Backends.Userspace.Balancing;

/// <summary>
/// Chooses an endpoint for each new connection of one lane. An endpoint that failed is the last choice for a while. Many threads use it;
/// the times are milliseconds of one clock.
/// </summary>
/// <param name="affinity">Shared by the lanes of a service port.</param>
internal sealed class Balancer(AffinityTable affinity, BalancerTimes times, Random random)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EndpointKey, Target> _known = [];
    private Target[] _targets = [];
    private Scheduler _scheduler;
    private TimeSpan? _affinityTimeout;
    private bool _isWeighted;
    private int _turn;

    /// <summary>What is wanted from now on. Endpoints that are still there keep their connections; the others have a while to end them.</summary>
    public void Update(LaneSpec wanted, long nowMs)
    {
        lock (_lock)
        {
            (_scheduler, _affinityTimeout) = (wanted.Scheduler, wanted.AffinityTimeout);
            Target[] targets = [.. wanted.Pool.Endpoints.Select(TargetOf)];
            HashSet<Target> stay = [.. targets, .. wanted.Serving.Select(KeyOf).Where(_known.ContainsKey).Select(key => _known[key])];
            foreach (Target target in _known.Values.ToArray())
            {
                target.IsOffered = false;
                if (!stay.Contains(target))
                    Drain(target, nowMs);
            }

            foreach (Target target in targets)
                target.IsOffered = true;
            foreach (Target target in stay)
                target.DrainUntilMs = long.MaxValue;
            if (targets.Length != _targets.Length)
                _turn = targets.Length == 0 ? 0 : random.Next(targets.Length); // all nodes would begin with the same one
            _isWeighted = targets.Any(target => target.Endpoint.Weight != targets[0].Endpoint.Weight);
            _targets = targets;
        }
    }

    /// <summary>Whether anybody is still connected to an endpoint of now or before.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return _known.Values.All(target => target.Open == 0);
        }
    }

    /// <summary>Null when there is no endpoint at all.</summary>
    public Target? Choose(Client client, Tried tried, long nowMs)
    {
        lock (_lock)
        {
            Target? chosen = Sticky(client, tried, nowMs) ?? Pick(client, tried, nowMs);
            if (chosen is not null && _affinityTimeout is { } timeout)
                affinity.Remember(client.Address, chosen.Key, timeout, nowMs);
            chosen?.Opened();
            return chosen;
        }
    }

    /// <summary>It did not take the connection that it was chosen for.</summary>
    public void Failed(Target target, Client client, long nowMs)
    {
        target.Closed();
        lock (_lock)
        {
            target.FailingUntilMs = nowMs + (long)times.LastChoiceFor.TotalMilliseconds;
            if (_affinityTimeout is not null)
                affinity.Forget(client.Address);
        }
    }

    /// <summary>How many endpoints there are to choose from.</summary>
    public int Count => Volatile.Read(ref _targets).Length;

    private Target TargetOf(Endpoint endpoint)
    {
        EndpointKey key = KeyOf(endpoint);
        if (!_known.TryGetValue(key, out Target? target))
            _known[key] = target = new Target(endpoint);
        target.Endpoint = endpoint;
        return target;
    }

    private static EndpointKey KeyOf(Endpoint endpoint) => EndpointKey.Of(SocketName.Of(endpoint.Address, endpoint.Port));

    private void Drain(Target gone, long nowMs)
    {
        if (!gone.IsGone)
            gone.DrainUntilMs = nowMs + (long)times.DrainLimit.TotalMilliseconds;
        if (gone.Open == 0)
            _known.Remove(gone.Key);
    }

    private Target? Sticky(Client client, Tried tried, long nowMs) =>
        _affinityTimeout is { } timeout && affinity.Find(client.Address, timeout, nowMs) is { } key
        && _known.TryGetValue(key, out Target? target) && target.IsOffered && !tried.Contains(target)
            ? target
            : null;

    private Target? Pick(Client client, Tried tried, long nowMs) => _targets.Length == 0 ? null : _scheduler switch
    {
        Scheduler.Random => _isWeighted ? Best(tried, nowMs, target => -Math.Log(1 - random.NextDouble()) / -target.Endpoint.Weight) : Turn(random.Next(_targets.Length), tried, nowMs),
        Scheduler.SourceHash => Best(tried, nowMs, target => Rendezvous.Score(client with { Port = 0 }, target.Key, target.Endpoint.Weight)),
        Scheduler.Maglev => Best(tried, nowMs, target => Rendezvous.Score(client, target.Key, target.Endpoint.Weight)),
        Scheduler.LeastConnection => Best(tried, nowMs, target => -(target.Open + 1.0) / target.Endpoint.Weight),
        _ => _isWeighted ? WeightedTurn(tried, nowMs) : Turn(_turn = (_turn + 1) % _targets.Length, tried, nowMs),
    };

    /// <summary>0: fine. 1: failed not long ago. 2: failed for this very connection.</summary>
    private static int RankOf(Target target, Tried tried, long nowMs) => tried.Contains(target) ? 2 : target.FailingUntilMs > nowMs ? 1 : 0;

    private Target Turn(int first, Tried tried, long nowMs)
    {
        Target best = _targets[first];
        int bestRank = RankOf(best, tried, nowMs);
        for (int i = 1; i < _targets.Length && bestRank > 0; i++)
        {
            Target target = _targets[(first + i) % _targets.Length];
            int rank = RankOf(target, tried, nowMs);
            if (rank < bestRank)
                (best, bestRank) = (target, rank);
        }

        return best;
    }

    private Target Best(Tried tried, long nowMs, Func<Target, double> score) =>
        _targets.MaxBy(target => (-RankOf(target, tried, nowMs), score(target)))!; // there is one

    /// <summary>Smooth weighted round-robin, as nginx has it: of weights 5, 1, 1 the turns are a a b a c a a.</summary>
    private Target WeightedTurn(Tried tried, long nowMs)
    {
        int lowest = _targets.Min(target => RankOf(target, tried, nowMs)), total = 0;
        Target? best = null;
        foreach (Target target in _targets)
        {
            if (RankOf(target, tried, nowMs) != lowest)
                continue;
            total += target.Endpoint.Weight;
            target.Credit += target.Endpoint.Weight;
            if (best is null || target.Credit > best.Credit)
                best = target;
        }

        best!.Credit -= total; // one has the lowest rank
        return best;
    }
}
