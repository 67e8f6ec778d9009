using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proxier.Testing.Network;

namespace Proxier.Live;

/// <summary>Clients in one namespace: threads with plain blocking sockets, the same for every way.</summary>
internal static class ProxyLoad
{
    private const int Clients = 32;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static async Task<ProxyFigures> MeasureAsync(string way, NetworkNamespace from, IPEndPoint to, ProcessUse cost, int held)
    {
        double heldKiB = await HoldAsync(from, to, cost, held); // while the process is young: memory that it had once it keeps
        await RunAsync(from, to, TimeSpan.FromSeconds(1), connection => Exchange(connection, 100)); // warm
        (double requests, double requestCpu) = await RateAsync(cost, () => RunAsync(from, to, Duration, connection => Exchange(connection, 100)));
        (double connections, double connectionCpu) = await RateAsync(cost, () => RunAsync(from, to, Duration, null));
        (double echoes, _) = await RateAsync(cost, () => RunAsync(from, to, Duration, connection => Exchange(connection, 1 << 16)));
        return new ProxyFigures(way, requests, connections, echoes * (1 << 16) / 1e6, requestCpu, connectionCpu, held, heldKiB);
    }

    /// <summary>Waits for the proxy, and opens so many connections through it; they may be none.</summary>
    /// <returns>The resident memory of the proxy's process for each of them, in KiB; 0 for none.</returns>
    public static async Task<double> HoldAsync(NetworkNamespace from, IPEndPoint to, ProcessUse cost, int count)
    {
        await OnThreadAsync(from, () => IsThere(to));
        if (count == 0)
            return 0;
        double before = cost.ResidentKiB;
        Connection[] held = await OnThreadAsync(from, () =>
        {
            var all = new Connection[count];
            for (int i = 0; i < count; i++)
            {
                all[i] = Connection.Open(to);
                Exchange(all[i], 100);
            }

            return all;
        });
        await Task.Delay(1000);
        double each = (cost.ResidentKiB - before) / count;
        foreach (Connection connection in held)
        {
            Exchange(connection, 100); // all are alive
            connection.Dispose();
        }

        return each;
    }

    private static async Task<(double Rate, double CpuUs)> RateAsync(ProcessUse cost, Func<Task<long>> work)
    {
        double before = cost.CpuSeconds;
        long start = Stopwatch.GetTimestamp();
        long count = await work();
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, (cost.CpuSeconds - before) / count * 1e6);
    }

    /// <param name="request">On a connection that stays; null: a connection for each request.</param>
    private static async Task<long> RunAsync(NetworkNamespace from, IPEndPoint to, TimeSpan duration, Action<Connection>? request)
    {
        long[] counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => OnThreadAsync(from, () =>
        {
            long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency), count = 0;
            Connection? staying = request is null ? null : Connection.Open(to);
            for (; Stopwatch.GetTimestamp() < end; count++)
            {
                if (staying is not null)
                {
                    request!(staying); // with one there is the other
                    continue;
                }

                using var once = Connection.Open(to);
                Exchange(once, 100);
            }

            staying?.Dispose();
            return count;
        })));
        return counts.Sum();
    }

    /// <summary>Waits for a proxy that begins.</summary>
    private static bool IsThere(IPEndPoint to)
    {
        for (long start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using Connection first = Connection.Open(to);
                Exchange(first, 100);
                return true;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
            {
                Thread.Yield();
            }
        }
    }

    private static void Exchange(Connection connection, int size) => connection.Exchange(size);

    private static Task<T> OnThreadAsync<T>(NetworkNamespace at, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                at.Join();
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }).Start();
        return done.Task;
    }

    private sealed class Connection : IDisposable
    {
        private static readonly byte[] Data = new byte[1 << 16];

        [ThreadStatic]
        private static byte[]? Scratch;

        private readonly Socket _socket;

        private Connection(Socket socket) => _socket = socket;

        /// <summary>Ends by a reset, so that no port stays in use.</summary>
        public static Connection Open(IPEndPoint to)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0), ReceiveTimeout = 20_000 };
            socket.Connect(to);
            return new Connection(socket);
        }

        public void Exchange(int size)
        {
            byte[] buffer = Scratch ??= new byte[1 << 16];
            _socket.Send(Data, size, SocketFlags.None);
            for (int count = 0; count < size;)
            {
                int received = _socket.Receive(buffer, size - count, SocketFlags.None);
                count += received > 0 ? received : throw new InvalidOperationException("The connection ended before its answer.");
            }
        }

        public void Dispose() => _socket.Dispose();
    }
}
