using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;
using Proxier.Manifests.Folder;

namespace Proxier.Manifests;

/// <summary>Takes objects from the files of a folder, and follows the files as they are written, replaced and removed.</summary>
public sealed class ManifestFolderSource(ManifestFolderOptions options, ObjectReader reader, TimeProvider time, ILogger<ManifestFolderSource> logger)
    : IObjectSource
{
    /// <summary>Editors and git remove a file before they write it anew; nobody should lose connections by that.</summary>
    internal static readonly TimeSpan ReturnTime = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ManifestFolderException">The folder cannot be read at start.</exception>
    public async Task RunAsync(ObjectStore store, CancellationToken cancel)
    {
        var events = new FolderEvents();
        using var watch = new FolderWatch(options.Folder, events);
        using var scan = new FolderScan(options, watch, events, time, logger);
        var folder = new ManifestFolder(options, reader, store, new FolderReport(options, store.Findings, logger));
        events.AddAll(isBlind: true);
        while (true)
        {
            FolderChanges changes = await events.TakeAsync(cancel).ConfigureAwait(false);
            long started = time.GetTimestamp();
            if (changes.All)
                scan.Look(folder.Files, changes);
            int count = Apply(changes, folder, events, cancel);
            if (!store.IsSynced)
                logger.FolderRead(options.Folder, folder.Files.Count, folder.Objects, folder.Skipped, time.GetElapsedTime(started).TotalMilliseconds);
            else if (count > 0)
                logger.Delivered(count, time.GetElapsedTime(started).TotalMilliseconds);
            store.MarkSynced();
        }
    }

    private int Apply(FolderChanges changes, ManifestFolder folder, FolderEvents events, CancellationToken cancel)
    {
        foreach (string name in changes.Expired)
            folder.Forget(name);
        foreach (string name in changes.Written)
        {
            if (!folder.Read(name))
                changes.Vanished.Add(name);
        }

        foreach (string name in changes.Vanished.Where(folder.Files.ContainsKey))
            _ = ExpireAsync(name, events, cancel);
        return folder.Deliver();
    }

    private async Task ExpireAsync(string name, FolderEvents events, CancellationToken cancel)
    {
        await Task.Delay(ReturnTime, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        events.AddExpired(name);
    }
}
