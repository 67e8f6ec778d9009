using Proxier.Core.Events;

namespace Proxier.Proxyd.Modes;

/// <summary>Without an API server there is no Node to attach events to; the log has all of them.</summary>
internal sealed class NoNodeEvents : INodeEvents
{
    public void Report(NodeEvent happened)
    {
    }
}
