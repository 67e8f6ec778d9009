using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Proxier.Backends.Userspace.Sockets;

namespace Proxier.Backends.Userspace.Proxying;

/// <summary>
/// A thread that owns sockets and moves their data. Everything about a connection happens on the thread of its loop, so that nothing of it
/// needs a lock. Others hand work over by <see cref="Post"/>.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    private const int SweepEveryMs = 1000;

    private readonly Epoll _epoll = new();
    private readonly int _wake;
    private readonly ConcurrentQueue<Action> _posted = [];
    private readonly List<Action> _atOnce = [];
    private readonly List<Action> _running = [];
    private readonly Clock _clock;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private Watched?[] _slots = new Watched?[64];
    private uint[] _generations = new uint[64];
    private readonly Stack<int> _free = [];
    private int _used;
    private long _nextSweepMs;
    private volatile bool _isStopping;

    public EventLoop(int number, Clock clock, Action enterThread, ILogger logger)
    {
        (_clock, _logger) = (clock, logger);
        _wake = Libc.EventFd(0, Numbers.NonBlocking | Numbers.CloseOnExec);
        if (_wake < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        _epoll.Watch(_wake, Epoll.Readable, ulong.MaxValue);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Entered = entered.Task;
        _thread = new Thread(() => Run(enterThread, entered)) { IsBackground = true, Name = $"proxy {number}" };
        _thread.Start();
    }

    /// <summary>Fails when the thread could not begin.</summary>
    public Task Entered { get; }

    /// <summary>Of this round; milliseconds of the clock that all loops share.</summary>
    public long NowMs { get; private set; }

    /// <summary>Data passes through it, and never stays: one call of <see cref="Watched.OnReady"/> at a time.</summary>
    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(64 * 1024, pinned: true);

    /// <summary>Deadlines of dials, in the order in which they come.</summary>
    public DialTimeouts Dials { get; } = new();

    /// <summary>Called once a second, on the loop's thread.</summary>
    public event Action? Swept;

    /// <summary>Runs it on the loop's thread, soon.</summary>
    public void Post(Action work)
    {
        _posted.Enqueue(work);
        ulong one = 1;
        _ = Libc.Write(_wake, one, sizeof(ulong));
    }

    public Task<T> CallAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>After everybody else who waits had a turn. On the loop's thread.</summary>
    public void Again(Action work) => _atOnce.Add(work);

    /// <summary>On the loop's thread. Returns 0, or errno.</summary>
    public int Watch(Watched watched, uint events)
    {
        int slot = TakeSlot();
        int error = _epoll.Watch(watched.Descriptor, events, ((ulong)_generations[slot] << 32) | (uint)slot);
        if (error != 0)
        {
            _free.Push(slot);
            return error;
        }

        _slots[slot] = watched;
        watched.Slot = slot;
        return 0;
    }

    /// <summary>Events that came with this batch are not delivered any more.</summary>
    /// <param name="staysOpen">The descriptor is not closed now; if it were, the kernel would forget it by itself.</param>
    public void Unwatch(Watched watched, bool staysOpen = false)
    {
        if (watched.Slot < 0)
            return;
        if (staysOpen)
            _epoll.Unwatch(watched.Descriptor);
        _generations[watched.Slot]++;
        _slots[watched.Slot] = null;
        _free.Push(watched.Slot);
        watched.Slot = -1;
    }

    /// <summary>Ends the thread; its sockets are for whoever watches them to close.</summary>
    public void Dispose()
    {
        Post(() => _isStopping = true);
        _thread.Join();
        _epoll.Dispose();
        Descriptor.Close(_wake);
    }

    private int TakeSlot()
    {
        if (_free.TryPop(out int slot))
            return slot;
        if (_used == _slots.Length)
        {
            Array.Resize(ref _slots, 2 * _used);
            Array.Resize(ref _generations, 2 * _used);
        }

        return _used++;
    }

    private void Run(Action enterThread, TaskCompletionSource entered)
    {
        try
        {
            enterThread();
            entered.SetResult();
        }
        catch (Exception e)
        {
            entered.SetException(e);
            return;
        }

        while (!_isStopping)
        {
            try
            {
                RunOnce();
            }
            catch (Exception bug)
            {
                _logger.LoopFailed(bug); // one connection must not take all others along
            }
        }
    }

    private void RunOnce()
    {
        int count = _epoll.Wait(TimeoutMs());
        NowMs = _clock.NowMs;
        for (int i = 0; i < count; i++)
            Deliver(_epoll.Get(i));
        while (_posted.TryDequeue(out Action? work))
            Guarded(work);
        RunAgain();
        Dials.Expire(NowMs);
        if (NowMs < _nextSweepMs)
            return;
        _nextSweepMs = NowMs + SweepEveryMs;
        Swept?.Invoke();
    }

    private int TimeoutMs() => _atOnce.Count > 0 ? 0 : (int)Math.Clamp(Math.Min(_nextSweepMs, Dials.NextMs) - _clock.NowMs, 0, SweepEveryMs);

    private void Deliver((ulong Token, uint Events) ready)
    {
        if (ready.Token == ulong.MaxValue)
        {
            ulong ignored = 0;
            _ = Libc.Read(_wake, ref ignored, sizeof(ulong));
            return;
        }

        var slot = (int)(uint)ready.Token;
        if (_generations[slot] != (uint)(ready.Token >> 32) || _slots[slot] is not { } watched)
            return;
        try
        {
            watched.OnReady(ready.Events);
        }
        catch (Exception bug)
        {
            _logger.LoopFailed(bug);
        }
    }

    private void RunAgain()
    {
        _running.AddRange(_atOnce);
        _atOnce.Clear();
        foreach (Action work in _running)
            Guarded(work);
        _running.Clear();
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception bug)
        {
            _logger.LoopFailed(bug);
        }
    }
}
