namespace Proxier.Core.Sync;

/// <summary>Takes the times of one run of a sync loop.</summary>
internal sealed class StepWatch(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long? _rendered;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>It is known what to write.</summary>
    public void Rendered() => _rendered = time.GetTimestamp();

    /// <param name="path">Null: no change of the cluster is on the way; then the first three steps take no time.</param>
    /// <param name="tools">Of the scripts alone.</param>
    public SyncSteps Steps(ChangePath? path, TimeSpan tools)
    {
        long end = time.GetTimestamp(), rendered = _rendered ?? end;
        ChangePath way = path ?? new ChangePath(_start, _start, _start);
        return new SyncSteps(
            Between(way.Received, way.Noticed), Between(way.Noticed, way.Built), Between(way.Built, _start), Between(_start, rendered),
            tools, Between(rendered, end) - tools);
    }

    private TimeSpan Between(long from, long to) => time.GetElapsedTime(from, to);
}
