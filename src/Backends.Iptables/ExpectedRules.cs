using Proxier.Core.Backends;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables;

/// <summary>What each family is known to hold, as a script that asks for it, and a gate that lets one program at a time at a family.</summary>
internal sealed class ExpectedRules : IDisposable
{
    private readonly Dictionary<IpFamily, Entry> _families = Enum.GetValues<IpFamily>().ToDictionary(family => family, _ => new Entry());

    public async ValueTask<Entry> EnterAsync(IpFamily family, CancellationToken cancel)
    {
        Entry entry = _families[family];
        await entry.Gate.WaitAsync(cancel).ConfigureAwait(false);
        return entry;
    }

    public void Dispose()
    {
        foreach (Entry entry in _families.Values)
            entry.Gate.Dispose();
    }

    /// <summary>Dispose to leave.</summary>
    internal sealed class Entry : IDisposable
    {
        internal SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Null: nobody knows.</summary>
        public Script? Check { get; set; }

        public void Dispose() => Gate.Release();
    }
}
