using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Live.Table;

/// <summary>Packets through the rules of every contender in turn, so that each round is the same moment for all of them.</summary>
internal sealed class PacketStage(BenchTable table, TableSize size, IReadOnlyDictionary<Contender, WideTestbed> places, WideTestbed smallest, TableSize smallestSize)
{
    private const int Rounds = 20, ConnectionsInARound = 100, StreamRounds = 5;
    private static readonly TimeSpan StreamTime = TimeSpan.FromMilliseconds(400);
    private static readonly byte[] Data = new byte[1 << 18];

    public async Task RunAsync()
    {
        await ConnectAsync(0, 0, Operation.FirstServiceP50, Operation.FirstServiceP99);
        await ConnectAsync(size.Services - 1, smallestSize.Services - 1, Operation.LastServiceP50, Operation.LastServiceP99);
        await StreamAsync();
    }

    private async Task ConnectAsync(int service, int serviceOfSmallest, Operation median, Operation high)
    {
        Dictionary<Contender, List<double>> times = places.Keys.ToDictionary(contender => contender, _ => new List<double>());
        List<double> beside = [];
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((Contender contender, WideTestbed place) in places)
                times[contender].AddRange(await ConnectAsync(place, EndOf(size, service)));
            beside.AddRange(await ConnectAsync(smallest, EndOf(smallestSize, serviceOfSmallest)));
        }

        table.RowOf(median, size.ToString()).Smallest = Quantile.Median(beside);
        foreach ((Contender contender, List<double> all) in times)
        {
            table.Set(median, size, contender, Quantile.Median(all));
            table.Set(high, size, contender, Quantile.Of(all, 0.99));
        }
    }

    private async Task StreamAsync()
    {
        Dictionary<Contender, List<double>> rates = places.Keys.ToDictionary(contender => contender, _ => new List<double>());
        for (int round = 0; round < StreamRounds; round++)
        {
            foreach ((Contender contender, WideTestbed place) in places)
                rates[contender].Add(await place.Client.EnterAsync(() => Stream(EndOf(size, size.Services - 1))));
        }

        foreach ((Contender contender, List<double> all) in rates)
            table.Set(Operation.Throughput, size, contender, Quantile.Median(all));
    }

    private static IPEndPoint EndOf(TableSize size, int service)
    {
        RivalService rival = new RivalCluster(size.Services, endpoints: 1).Service(service);
        return new IPEndPoint(rival.ClusterIP.IPv4, rival.Port);
    }

    /// <summary>Microseconds of each connect(2).</summary>
    private static Task<List<double>> ConnectAsync(WideTestbed place, IPEndPoint service) => place.Client.EnterAsync(() =>
    {
        List<double> times = [];
        for (int i = 0; i < ConnectionsInARound; i++)
        {
            using Socket socket = New();
            long started = Stopwatch.GetTimestamp();
            socket.Connect(service);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            socket.Receive(new byte[64]); // the endpoint is through with it
        }

        return times;
    });

    /// <summary>Megabytes a second.</summary>
    private static double Stream(IPEndPoint service)
    {
        using Socket socket = New();
        socket.Connect(service);
        long sent = 0, started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StreamTime)
            sent += socket.Send(Data);
        return sent / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e6;
    }

    /// <summary>Ends by a reset, so that no port stays in use.</summary>
    private static Socket New() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0), ReceiveTimeout = 20_000, SendTimeout = 20_000 };
}
