using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Userspace.Balancing;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>The lanes of one family. Changed by one caller at a time; anybody may ask for its ports.</summary>
internal sealed class FamilyLanes(IpFamily family, UserspaceOptions options, Clock clock, ILogger logger)
{
    private readonly Dictionary<ServicePortName, AffinityTable> _affinities = [];
    private readonly Dictionary<LaneName, Lane> _lanes = [];
    private readonly Dictionary<LaneName, OpenLane> _open = [];
    private readonly List<OpenLane> _leaving = [];
    private volatile PortBook _ports = PortBook.Empty;

    public PortBook Ports => _ports;

    /// <summary>Opens what is new and brings all to their endpoints. What is not in the list stays open until <see cref="CloseOthersAsync"/>.</summary>
    /// <exception cref="ProxyPortTakenException">Somebody else has a port; <see cref="Ports"/> knows it from now on.</exception>
    /// <exception cref="ProxyPortRefusedException">The kernel refused a socket.</exception>
    public async Task OpenAsync(IEnumerable<LaneSpec> wanted, IReadOnlyList<ProxyLoop> loops)
    {
        try
        {
            foreach (LaneSpec spec in wanted)
                await OpenAsync(spec, loops).ConfigureAwait(false);
        }
        finally
        {
            Publish();
        }
    }

    /// <summary>Closes the listening sockets of everything else. Connections go on, for as long as connections to endpoints that left may.</summary>
    public async Task CloseOthersAsync(IEnumerable<LaneSpec> wanted)
    {
        HashSet<LaneName> stay = [.. wanted.Select(spec => spec.Name)];
        foreach ((LaneName name, OpenLane open) in _open.Where(entry => !stay.Contains(entry.Key)).ToArray())
        {
            _open.Remove(name);
            _leaving.Add(open);
            _lanes[name].Leave(clock.NowMs);
            logger.LaneClosed(name.ToString(), open.Protocol, open.Port);
        }

        Publish();
        foreach (OpenLane open in _leaving)
            await open.CloseAsync().ConfigureAwait(false);
        _leaving.Clear();
        Forget();
    }

    public Task CloseAllAsync() => CloseOthersAsync([]);

    private async Task OpenAsync(LaneSpec spec, IReadOnlyList<ProxyLoop> loops)
    {
        if (!_lanes.TryGetValue(spec.Name, out Lane? lane))
            _lanes[spec.Name] = lane = new Lane(spec.Name, NewBalancer(spec.Name.Service));
        lane.Update(spec, clock.NowMs);
        if (!_open.TryGetValue(spec.Name, out OpenLane? open) || open.Port != spec.Port)
            await OpenAsync(lane, spec, loops).ConfigureAwait(false);
    }

    private async Task OpenAsync(Lane lane, LaneSpec spec, IReadOnlyList<ProxyLoop> loops)
    {
        try
        {
            OpenLane open = await OpenLane.OpenAsync(lane, family, spec.Port, loops).ConfigureAwait(false);
            if (_open.Remove(lane.Name, out OpenLane? before))
                _leaving.Add(before);
            _open[lane.Name] = open;
            logger.LaneOpened(lane.Name.ToString(), open.Protocol, spec.Port);
        }
        catch (ProxyPortTakenException)
        {
            _ports = _ports with { Taken = _ports.Taken.Add(new LanePort(lane.Name.Service.Protocol, spec.Port)) };
            throw;
        }
    }

    private Balancer NewBalancer(ServicePortName service)
    {
        if (!_affinities.TryGetValue(service, out AffinityTable? affinity))
            _affinities[service] = affinity = new AffinityTable();
        return new Balancer(affinity, new BalancerTimes(options.LastChoiceFor, options.DrainLimit), Random.Shared);
    }

    private void Publish() => _ports = _ports with { Held = _open.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Port) };

    /// <summary>Lanes that nobody uses any more, and what clients remember of services that are gone.</summary>
    private void Forget()
    {
        foreach (LaneName name in _lanes.Keys.Where(name => !_open.ContainsKey(name) && _lanes[name].Balancer.IsIdle).ToArray())
            _lanes.Remove(name);
        HashSet<ServicePortName> known = [.. _lanes.Keys.Select(name => name.Service)];
        foreach (ServicePortName service in _affinities.Keys.Where(service => !known.Contains(service)).ToArray())
            _affinities.Remove(service);
    }
}
