namespace Proxier.Testing.Network;

/// <summary>What lies between a TCP server and its clients, cut with rules in the server's namespace: neither side is told.</summary>
public sealed class Wire
{
    private readonly NetworkNamespace _at;

    private Wire(NetworkNamespace at) => _at = at;

    public static async Task<Wire> CreateAsync(NetworkNamespace at, int port)
    {
        await at.RunAsync("nft", $$"""
            table inet wire {
                set dead { type inet_service; flags interval; auto-merge; }
                chain in { type filter hook prerouting priority raw; tcp dport {{port}} tcp sport @dead drop; }
                chain out { type filter hook output priority raw; tcp sport {{port}} tcp dport @dead drop; }
            }
            """);
        return new Wire(at);
    }

    /// <summary>Nothing gets through, in either direction.</summary>
    public Task CutAsync() => _at.RunAsync("nft", "add", "element", "inet", "wire", "dead", "{ 0-65535 }");

    /// <summary>Connections from these ports are dead from now on; others work.</summary>
    public async Task LoseAsync(IReadOnlyList<int> clientPorts)
    {
        if (clientPorts.Count > 0)
            await _at.RunAsync("nft", "add", "element", "inet", "wire", "dead", $"{{ {string.Join(", ", clientPorts)} }}");
    }

    public Task MendAsync() => _at.RunAsync("nft", "flush", "set", "inet", "wire", "dead");
}
