using System.Globalization;
using System.Net;
using Proxier.Backends.Ipvs.Servers;
using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>Reads what <c>ipvsadm -Sn</c> prints. Virtual servers by firewall mark are nobody's business here and are left out.</summary>
internal sealed class SavedServers
{
    /// <summary>The weight of a real server that is reached in another way than by translation: it never is as it should be.</summary>
    public const int OtherMethod = -1;

    private readonly Dictionary<ServerKey, (Balancing Balancing, int? Persistence, List<RealServer> RealServers)> _servers = [];

    /// <summary>All, of both families.</summary>
    public static IReadOnlyDictionary<ServerKey, VirtualServer> Parse(string text)
    {
        var saved = new SavedServers();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            saved.Add(line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return saved._servers.ToDictionary(
            server => server.Key,
            server => new VirtualServer(server.Key, server.Value.Balancing, server.Value.Persistence, server.Value.RealServers.ToEquatableArray()));
    }

    private void Add(string[] words)
    {
        if (words.Length < 3 || KeyOf(words[1], words[2]) is not { } key)
            return;
        Dictionary<string, string?> options = OptionsOf(words.AsSpan(3));
        if (words[0] == "-A")
            _servers[key] = (BalancingOf(options), PersistenceOf(options), []);
        else if (words[0] == "-a" && _servers.TryGetValue(key, out var server) && RealServerOf(options) is { } real)
            server.RealServers.Add(real);
    }

    private static ServerKey? KeyOf(string option, string socket)
    {
        Protocol? protocol = option switch
        {
            "-t" => Protocol.Tcp,
            "-u" => Protocol.Udp,
            "--sctp-service" => Protocol.Sctp,
            _ => null,
        };
        return protocol is not null && IPEndPoint.TryParse(socket, out IPEndPoint? end) ? new ServerKey(end.Address, protocol.Value, (ushort)end.Port) : null;
    }

    private static Balancing BalancingOf(Dictionary<string, string?> options)
    {
        string? flags = options.GetValueOrDefault("-b");
        // What we never write makes it differ, so that it is written anew.
        string[] others = [.. options.Keys.Except(["-s", "-b", "-p"])];
        return new Balancing(options.GetValueOrDefault("-s") ?? "", others.Length == 0 ? flags : $"{flags} {string.Join(' ', others)}");
    }

    private static int? PersistenceOf(Dictionary<string, string?> options) =>
        options.TryGetValue("-p", out string? text) && int.TryParse(text, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;

    private static RealServer? RealServerOf(Dictionary<string, string?> options)
    {
        if (!IPEndPoint.TryParse(options.GetValueOrDefault("-r") ?? "", out IPEndPoint? end))
            return null;
        bool isTranslated = options.ContainsKey("-m") && int.TryParse(options.GetValueOrDefault("-w"), CultureInfo.InvariantCulture, out _);
        return new RealServer(end.Address, (ushort)end.Port, isTranslated ? int.Parse(options["-w"]!, CultureInfo.InvariantCulture) : OtherMethod); // it has just been parsed
    }

    /// <summary>Each with its value, if it has one.</summary>
    private static Dictionary<string, string?> OptionsOf(ReadOnlySpan<string> words)
    {
        Dictionary<string, string?> options = new(StringComparer.Ordinal);
        string? last = null;
        foreach (string word in words)
        {
            if (word.StartsWith('-'))
                options[last = word] = null;
            else if (last is not null)
                options[last] = word;
        }

        return options;
    }
}
