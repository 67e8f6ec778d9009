using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Proxier.Bench.Backends;

/// <summary>
/// What the first packet of a connection costs: the time of sendto(2) on a fresh UDP socket of the node, which walks the rules of OUTPUT and
/// POSTROUTING and hands the translated packet to a veth whose other end drops it.
/// </summary>
internal static class FirstPacket
{
    public static async Task PrepareAsync(BackendHost host) => await host.Network.ConfigureAsync(
    [
        "link set lo up", "link add out type veth peer name sink", "link set out up", "link set sink up", "addr add 10.1.0.1/24 dev out",
        "neigh add 10.1.0.2 lladdr 02:00:00:00:00:02 dev out", "route add 10.0.0.0/8 via 10.1.0.2",
    ]);

    /// <returns>The median, in microseconds.</returns>
    public static async Task<double> MeasureAsync(BackendHost host, int services)
    {
        const int Packets = 2000;
        var random = new Random(services);
        var micros = new double[Packets];
        for (int i = 0; i < Packets; i++)
        {
            using Socket socket = await host.Network.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram);
            var target = new IPEndPoint(IPAddress.Parse(MeasuredCluster.Address(random.Next(services))), 80);
            long start = Stopwatch.GetTimestamp();
            socket.SendTo([1], target);
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(micros);
        return micros[Packets / 2];
    }
}
