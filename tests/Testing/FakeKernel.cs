using Proxier.Core.Commands;
using Proxier.Core.Graph;

namespace Proxier.Testing;

/// <summary>What one family of a <see cref="FakeBackend"/> holds, and what goes wrong there.</summary>
public sealed class FakeKernel
{
    private readonly Lock _lock = new();
    private readonly List<FakeRuleset> _applied = [];
    private readonly TaskCompletionSource[] _watches = [NewSignal(), NewSignal(), NewSignal(), NewSignal()];
    private TaskCompletionSource _foreign = NewSignal();
    private int _started;

    /// <summary>Null: nothing.</summary>
    public FamilyGraph? Held { get; private set; }

    /// <summary>How many of the next applies are refused. A refused one leaves the kernel as it is.</summary>
    public int Refusals { get; set; }

    /// <summary>Adoption fails, as when the tool is missing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many of the next watches break.</summary>
    public int BrokenWatches { get; set; }

    /// <summary>Runs inside each apply, before the kernel changes.</summary>
    public Func<Task> DuringApply { get; set; } = () => Task.CompletedTask;

    /// <summary>Everything that was accepted, in order.</summary>
    public IReadOnlyList<FakeRuleset> Applied
    {
        get
        {
            lock (_lock)
                return [.. _applied];
        }
    }

    /// <summary>As if an earlier run had left it.</summary>
    public void Preload(FamilyGraph graph) => Held = graph;

    /// <summary>Completes with the start of the watch of that number, from 1 to 4, broken ones included.</summary>
    public Task WatchStartedAsync(int number) => _watches[number - 1].Task.WaitAsync(Patience.Limit);

    /// <summary>Somebody deletes our rules by hand.</summary>
    public void DeleteByHand()
    {
        lock (_lock)
        {
            Held = null;
            TaskCompletionSource old = _foreign;
            _foreign = NewSignal();
            old.SetResult();
        }
    }

    internal void Clear() => Held = null;

    internal bool Adopt(FamilyGraph desired) => IsSilent
        ? throw new CommandFailedException(new Command("fake", ["list"]), "was not started", null, "")
        : Held is not null && Held.Equals(desired);

    internal async ValueTask ApplyAsync(FakeRuleset ruleset, CancellationToken cancel)
    {
        await DuringApply().WaitAsync(cancel);
        lock (_lock)
        {
            if (Refusals > 0)
            {
                Refusals--;
                throw Refused("told to");
            }

            if (!ruleset.IsRepair && !Equals(ruleset.From, Held))
                throw Refused("the change starts from something else than what is here");
            Held = ruleset.Graph;
            _applied.Add(ruleset);
        }
    }

    internal Task WatchAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_started < _watches.Length)
                _watches[_started].SetResult();
            _started++;
            if (BrokenWatches <= 0)
                return _foreign.Task.WaitAsync(cancel);
            BrokenWatches--;
            return Task.FromException(new CommandFailedException(new Command("fake", ["monitor"]), "ended with code 1", 1, "no buffer space"));
        }
    }

    private static CommandFailedException Refused(string why) => new(new Command("fake", []), "ended with code 1", 1, why);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
