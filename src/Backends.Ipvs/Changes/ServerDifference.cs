using System.Net;
using Proxier.Backends.Ipvs.Servers;

namespace Proxier.Backends.Ipvs.Changes;

/// <summary>What makes some virtual servers into others, in order of where they listen.</summary>
internal sealed class ServerDifference
{
    private readonly List<ServerEdit> _announced = [], _served = [], _withdrawn = [];

    private readonly Func<IPAddress, bool> _staysBound;

    /// <param name="staysBound">Whether kube-ipvs0 holds the address afterwards.</param>
    public ServerDifference(IReadOnlyDictionary<ServerKey, VirtualServer> old, IReadOnlyDictionary<ServerKey, VirtualServer> now, Func<IPAddress, bool> staysBound)
    {
        _staysBound = staysBound;
        foreach (ServerKey key in old.Keys.Union(now.Keys).Order())
        {
            if (!now.TryGetValue(key, out VirtualServer? wanted))
                Withdraw(old[key]);
            else if (!old.TryGetValue(key, out VirtualServer? known))
                Announce(wanted);
            else
                Change(known, wanted);
        }
    }

    public IReadOnlyList<ServerEdit> Announced => _announced;

    public IReadOnlyList<ServerEdit> Served => _served;

    public IReadOnlyList<ServerEdit> Withdrawn => _withdrawn;

    private void Announce(VirtualServer server)
    {
        _announced.Add(ServerEdit.Create(server));
        _served.AddRange(server.RealServers.Select(real => ServerEdit.Create(server.Key, real)));
    }

    /// <summary>While its address stays, it refuses until it is gone; otherwise it answers for as long as it has the address.</summary>
    private void Withdraw(VirtualServer server)
    {
        if (_staysBound(server.Key.Address))
            _served.AddRange(server.RealServers.Select(real => ServerEdit.Remove(server.Key, real)));
        _withdrawn.Add(ServerEdit.Remove(server.Key));
    }

    /// <summary>New real servers come before old ones go, so that there is never none.</summary>
    private void Change(VirtualServer old, VirtualServer now)
    {
        if (!old.IsSameButForRealServers(now))
            _served.Add(ServerEdit.Change(now));
        if (old.RealServers == now.RealServers)
            return;
        Dictionary<RealServer, int> before = old.RealServers.ToDictionary(real => real.Place, real => real.Weight);
        foreach (RealServer real in now.RealServers)
        {
            if (!before.Remove(real.Place, out int weight))
                _served.Add(ServerEdit.Create(now.Key, real));
            else if (weight != real.Weight)
                _served.Add(ServerEdit.Change(now.Key, real));
        }

        _served.AddRange(old.RealServers.Where(real => before.ContainsKey(real.Place)).Select(real => ServerEdit.Retire(now, real)));
    }
}
