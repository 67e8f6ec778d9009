using Proxier.Core.Sync;

namespace Proxier.Core.Status;

/// <summary><see cref="SyncSteps"/> in milliseconds.</summary>
public sealed record StepRecord(double NoticeMs, double BuildMs, double WaitMs, double RenderMs, double ToolsMs, double RestMs)
{
    public static StepRecord Of(SyncSteps steps) =>
        new(Milliseconds(steps.Notice), Milliseconds(steps.Build), Milliseconds(steps.Wait), Milliseconds(steps.Render), Milliseconds(steps.Tools), Milliseconds(steps.Rest));

    private static double Milliseconds(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);
}
