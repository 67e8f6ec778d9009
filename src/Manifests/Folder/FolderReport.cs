using Microsoft.Extensions.Logging;
using Proxier.Core.Objects;

namespace Proxier.Manifests.Folder;

/// <summary>Tells what is wrong with the files: the log each thing once for as long as it lasts, the status all that is so now.</summary>
internal sealed class FolderReport(ManifestFolderOptions options, InputFindings current, ILogger logger)
{
    /// <summary>For one reading of one file. A log is no place for thousands of lines about one mistake.</summary>
    private const int MaxShown = 20;

    private readonly HashSet<ObjectKey> _shared = [];

    /// <param name="holders">The objects of the file, each with all files that hold it.</param>
    public void Tell(string path, KnownFile known, ManifestContent content, IEnumerable<(ObjectKey Key, IEnumerable<string> Files)> holders)
    {
        List<(string Text, Action Log)> findings =
        [
            .. content.Errors.Select(error => (error.ToString(), (Action)(() => Error(content, error)))),
            .. content.Warnings.Select(warning => (warning.ToString(), (Action)(() => logger.ObjectWarning(warning)))),
            .. holders.SelectMany(holder => Conflicts(holder.Key, [.. holder.Files])),
        ];
        Tell(path, known, findings);
        string lost = content.IsBroken ? "what the file held before stays in force" : "the object stays as it was before, if it was";
        current.Set(path, [.. content.Errors.Select(error => $"{error}; {lost}"), .. content.Warnings.Select(warning => warning.ToString())]);
    }

    /// <summary>These files hold the object now.</summary>
    public void Held(ObjectKey key, IEnumerable<string> files)
    {
        string[] holders = [.. files];
        if (holders.Length > 1)
            _shared.Add(key);
        else if (!_shared.Remove(key))
            return;
        current.Set(key.ToString(), [.. holders.Skip(1).Select(loser => $"{key} is in {PathOf(holders[0])} and in {PathOf(loser)}; the former counts")]);
    }

    public void Unreadable(string path, KnownFile known, Exception error)
    {
        var finding = new ManifestFinding(new ManifestLocation(path), "", new("", $"cannot be read: {error.Message}"));
        Tell(path, known, [(finding.ToString(), () => logger.FileBroken(finding))]);
        current.Set(path, [$"{finding}; what the file held before stays in force"]);
    }

    public void Gone(string path)
    {
        current.Set(path, []);
        logger.FileGone(path);
    }

    private void Tell(string path, KnownFile known, List<(string Text, Action Log)> findings)
    {
        List<(string Text, Action Log)> fresh = [.. findings.Where(finding => !known.Told.Contains(finding.Text))];
        foreach ((_, Action log) in fresh.Take(MaxShown))
            log();
        if (fresh.Count > MaxShown)
            logger.MoreFindings(path, fresh.Count - MaxShown);
        if (findings.Count == 0 && known.Told.Count > 0)
            logger.FileInOrder(path);
        known.Told = [.. findings.Select(finding => finding.Text)];
    }

    private void Error(ManifestContent content, ManifestFinding error)
    {
        if (content.IsBroken)
            logger.FileBroken(error);
        else
            logger.ObjectRefused(error);
    }

    private IEnumerable<(string Text, Action Log)> Conflicts(ObjectKey key, string[] files)
    {
        if (files.Length < 2)
            return [];
        // One that was just renamed is here twice for a moment.
        string[] paths = [.. files.Select(PathOf).Where(File.Exists)];
        return paths.Skip(1).Select(loser => ($"{key} {paths[0]} {loser}", (Action)(() => logger.Conflict(key, paths[0], loser))));
    }

    private string PathOf(string file) => Path.Combine(options.Folder, file);
}
