using System.Globalization;
using System.Net;

namespace Proxier.Testing.Iptables;

/// <summary>Follows a packet from another host through chains that look at destination, protocol and port only, and counts the rules it meets.</summary>
public sealed class PacketWalk(RestoreTable table, IPAddress destination, string protocol, ushort port)
{
    /// <summary>Rules met so far.</summary>
    public int Rules { get; private set; }

    /// <returns>The first target for which <paramref name="isEnd"/> holds; null when the packet comes back.</returns>
    public string? Follow(string chain, Func<string, bool> isEnd)
    {
        foreach (string rule in table.Rules(chain) ?? throw new RestoreRefusedException($"no chain {chain}"))
        {
            Rules++;
            IReadOnlyList<string> words = RestoreRule.Split(rule);
            if (!Matches(words) || RestoreRule.TargetOf(rule) is not { } target)
                continue;
            if (isEnd(target))
                return target;
            if (Follow(target, isEnd) is { } found)
                return found;
            if (RestoreRule.After(words, "-g") is not null)
                return null;
        }

        return null;
    }

    private bool Matches(IReadOnlyList<string> words) =>
        !words.Contains("addrtype")
        && (RestoreRule.After(words, "-d") is not { } range || Contains(range))
        && (RestoreRule.After(words, "-p") is not { } wanted || wanted == protocol)
        && (RestoreRule.After(words, "--dport") is not { } ports || Contains(ports.Split(':')));

    private bool Contains(string range) => range.Contains('/') ? IPNetwork.Parse(range).Contains(destination) : IPAddress.Parse(range).Equals(destination);

    private bool Contains(string[] ports) => Number(ports[0]) <= port && port <= Number(ports[^1]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
