using Microsoft.Extensions.Logging;
using Proxier.Manifests.Parsing;

namespace Proxier.Manifests.Folder;

/// <summary>Finds by looking what the kernel may not have told, and sees to it that someone looks again in time.</summary>
internal sealed class FolderScan : IDisposable
{
    /// <summary>While the folder is not there, or cannot be watched.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>A file that changed less than this ago may still be written; the kernel tells when it is finished.</summary>
    public static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(2);

    private readonly ManifestFolderOptions _options;
    private readonly FolderWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _next;
    private string? _problem;
    private bool _isNextBlind;
    private bool _hasLooked;

    public FolderScan(ManifestFolderOptions options, FolderWatch watch, FolderEvents events, TimeProvider time, ILogger logger)
    {
        _options = options;
        _watch = watch;
        _time = time;
        _logger = logger;
        _next = time.CreateTimer(_ => events.AddAll(_isNextBlind), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _next.Dispose();

    /// <summary>Adds to <paramref name="changes"/> every file that is not as it is known.</summary>
    /// <exception cref="ManifestFolderException">The folder cannot be read, the first time.</exception>
    public void Look(IReadOnlyDictionary<string, KnownFile> known, FolderChanges changes)
    {
        // First watch, then look: nothing can change unseen in between.
        string? problem = _watch.Begin();
        if (problem is not null && problem != _problem && Directory.Exists(_options.Folder))
            _logger.NotWatching(_options.Folder, problem, RetryInterval.TotalMilliseconds);
        _problem = problem;
        _isNextBlind = false;
        TimeSpan next = problem is null ? _options.RescanInterval : RetryInterval;
        if (!TryList(out List<FileInfo> files))
            next = RetryInterval;
        else if (Compare(files, known, changes))
            next = WritingTime;
        _hasLooked = true;
        _next.Change(next, Timeout.InfiniteTimeSpan);
    }

    private bool TryList(out List<FileInfo> files)
    {
        try
        {
            files = [.. new DirectoryInfo(_options.Folder).EnumerateFiles().Where(file => ManifestFile.IsManifest(file.Name))];
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_hasLooked)
                throw new ManifestFolderException(_options.Folder, error);
            if (_problem != error.Message)
                _logger.FolderLost(_options.Folder, error.Message, RetryInterval.TotalMilliseconds);
            _problem = error.Message;
            files = [];
            return false;
        }
    }

    /// <summary>Returns whether some file has to wait, because it may still be written.</summary>
    private bool Compare(List<FileInfo> files, IReadOnlyDictionary<string, KnownFile> known, FolderChanges changes)
    {
        bool mustWait = false;
        foreach (FileInfo file in files)
        {
            if (file.LinkTarget is null && _hasLooked && IsBeingWritten(file, known))
                mustWait = true;
            else if (changes.IsBlind || file.LinkTarget is not null || known.GetValueOrDefault(file.Name)?.Stamp != StampOf(file))
                changes.Written.Add(file.Name);
        }

        changes.Vanished.UnionWith(known.Keys.Except(files.Select(file => file.Name)));
        _isNextBlind = mustWait && changes.IsBlind;
        return mustWait;
    }

    private bool IsBeingWritten(FileInfo file, IReadOnlyDictionary<string, KnownFile> known)
    {
        TimeSpan age = _time.GetUtcNow() - file.LastWriteTimeUtc;
        return age >= TimeSpan.Zero && age < WritingTime && known.GetValueOrDefault(file.Name)?.Stamp != StampOf(file);
    }

    /// <summary>Null when the file is gone since it was listed.</summary>
    private static FileStamp? StampOf(FileInfo file)
    {
        try
        {
            return new FileStamp(file.LastWriteTimeUtc, file.Length);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
