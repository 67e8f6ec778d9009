using Proxier.Core;

namespace Proxier.Kernel.Probing;

/// <summary>Where requirements are tried.</summary>
internal abstract class ProbeGround : IDisposable
{
    private ProbeGround()
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>A network namespace that nobody else knows.</summary>
    /// <param name="prefix">Put before a command line, runs it there.</param>
    public sealed class Scratch(EquatableArray<string> prefix, IDisposable held) : ProbeGround
    {
        public EquatableArray<string> Prefix => prefix;

        public override void Dispose()
        {
            held.Dispose();
            base.Dispose();
        }
    }

    /// <summary>We may write rules, but not make a namespace: only what a tool can check without doing it can be tried.</summary>
    public sealed class HostOnly(string cause) : ProbeGround
    {
        public string Cause => cause;
    }

    /// <summary>We may not write rules at all.</summary>
    public sealed class Denied(string cause) : ProbeGround
    {
        public string Cause => cause;
    }
}
