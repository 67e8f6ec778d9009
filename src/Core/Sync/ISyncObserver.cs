namespace Proxier.Core.Sync;

/// <summary>Learns what a loop did. Called by both loops at any time, each in its own order; must be quick, as the loop waits for it.</summary>
public interface ISyncObserver
{
    void Succeeded(SyncResult result);

    void Failed(SyncTarget target, SyncKind kind, TimeSpan elapsed, Exception error);
}
