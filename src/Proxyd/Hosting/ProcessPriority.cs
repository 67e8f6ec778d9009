using Microsoft.Extensions.Logging;
using Proxier.Kernel.Host;

namespace Proxier.Proxyd.Hosting;

/// <summary>How much the kernel spares this process when memory is short. Without the right to say so it is spared less, and works all the same.</summary>
internal sealed class ProcessPriority(OomScore score, ILogger<ProcessPriority> logger)
{
    public void Set(int oomScoreAdj)
    {
        if (score.Set(oomScoreAdj) is { } refusal)
            logger.OomScoreRefused(oomScoreAdj, refusal);
    }
}
