using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Proxier.Testing.Network;

/// <summary>One TCP connection or UDP flow, on which a client may ask several times who is at the other end.</summary>
public sealed class Conversation(Socket socket, IPEndPoint to) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[256];
    private bool _isConnected;

    public IPEndPoint? LocalEndPoint => (IPEndPoint?)socket.LocalEndPoint;

    public async Task<Outcome> AskAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            if (!_isConnected)
                await socket.ConnectAsync(to, timeout.Token);
        }
        catch (SocketException e) when (OutcomeOf(e.SocketErrorCode) is { } outcome)
        {
            return outcome is Outcome.Reset ? new Outcome.Refused() : outcome;
        }
        catch (OperationCanceledException)
        {
            return new Outcome.TimedOut();
        }

        _isConnected = true;
        return await ExchangeAsync(timeout.Token);
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Outcome> ExchangeAsync(CancellationToken cancel)
    {
        try
        {
            await SendAsync(cancel);
            int received = await socket.ReceiveAsync(_buffer, cancel);
            return received == 0 ? new Outcome.Reset() : Parse(Encoding.UTF8.GetString(_buffer, 0, received));
        }
        catch (SocketException e) when (OutcomeOf(e.SocketErrorCode) is { } outcome)
        {
            return outcome;
        }
        catch (OperationCanceledException)
        {
            return new Outcome.TimedOut();
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        try
        {
            await socket.SendAsync("?\n"u8.ToArray(), cancel);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            // EPERM: a rule in the node's own output took the datagram. Whether with an ICMP error, the next read tells.
        }
    }

    /// <summary>An answer that was given up before may have come in front of this one.</summary>
    private Outcome.Answered Parse(string answers)
    {
        string[] words = answers.Trim().Split('\n')[^1].Split(' ');
        return words.Length == 3 && int.TryParse(words[1], CultureInfo.InvariantCulture, out int port) && IPEndPoint.TryParse(words[2], out IPEndPoint? seen)
            ? new Outcome.Answered(words[0], port, seen)
            : throw new FormatException($"A stranger answered at {to} (socket {socket.Handle}, from {socket.LocalEndPoint} to {socket.RemoteEndPoint}): {answers}");
    }

    private static Outcome? OutcomeOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => new Outcome.Refused(),
        SocketError.ConnectionReset => new Outcome.Reset(),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => new Outcome.Unreachable(),
        SocketError.TimedOut => new Outcome.TimedOut(),
        _ => null,
    };
}
