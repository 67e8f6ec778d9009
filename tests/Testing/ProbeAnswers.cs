using Proxier.Core.Probing;

namespace Proxier.Testing;

public static class ProbeAnswers
{
    private const int Attempts = 3;

    /// <summary>What a probe finds out; on a machine so busy that a tool takes longer than a probe waits for it, it asks again.</summary>
    public static async Task<ModeProbeResult> AnswerAsync(this IModeProbe probe)
    {
        for (int attempt = 1; ; attempt++)
        {
            ModeProbeResult result = await probe.ProbeAsync(CancellationToken.None);
            if (attempt == Attempts || result.Requirements.All(requirement => requirement.Support is not Support.Unknown))
                return result;
        }
    }
}
