using System.Net;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>Debian's haproxy, in mode tcp, with as many threads as there are processors.</summary>
internal static class Haproxy
{
    public static async Task InstallAsync()
    {
        if (File.Exists("/usr/sbin/haproxy"))
            return;
        await Tools.RunAsync("apt-get", "install", "-y", "-qq", "--no-install-recommends", "haproxy");
    }

    /// <summary>Round-robin over the endpoints, on every address of the namespace.</summary>
    public static NamespaceProgram Start(NetworkNamespace at, int port, IReadOnlyList<IPEndPoint> endpoints)
    {
        string path = Path.Combine(Path.GetTempPath(), $"haproxy-{Environment.ProcessId}.cfg");
        File.WriteAllText(path, $"""
            global
                nbthread {Environment.ProcessorCount}
                maxconn 9800
            defaults
                mode tcp
                timeout connect 5s
                timeout client 1h
                timeout server 1h
            listen measured
                bind :{port} backlog 4096
                balance roundrobin
                {string.Join("\n    ", endpoints.Select((endpoint, number) => $"server s{number} {endpoint}"))}

            """);
        return NamespaceProgram.Start(at, "haproxy", "-db", "-f", path);
    }
}
