using Proxier.Core;
using Proxier.Core.Objects;

namespace Proxier.Backends.Ipvs.Host;

/// <summary>What is known about one family, for one caller at a time.</summary>
internal sealed class FamilyState(IpFamily family, TimeProvider time) : IDisposable
{
    private readonly Gate _gate = new();

    public IpFamily Family { get; } = family;

    /// <summary>The host's addresses when it was last asked; null before.</summary>
    public HostAddresses? Host { get; set; }

    /// <summary>What the kernel is to hold; null: nobody knows.</summary>
    public IpvsRuleset? Expected { get; set; }

    public DrainTable Drains { get; } = new(time);

    /// <summary>Dispose what it returns to leave.</summary>
    public ValueTask<IDisposable> EnterAsync(CancellationToken cancel) => _gate.EnterAsync(cancel);

    public void Dispose() => _gate.Dispose();
}
