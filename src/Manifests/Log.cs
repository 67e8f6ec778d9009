using Microsoft.Extensions.Logging;

namespace Proxier.Manifests;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "{Folder}: {Files} files with {Objects} objects read in {ElapsedMs:0} ms; {Skipped} objects of other kinds left out")]
    public static partial void FolderRead(this ILogger logger, string folder, int files, int objects, int skipped, double elapsedMs);

    [LoggerMessage(2002, LogLevel.Error, "{Finding}; what the file held before stays in force until it is written again")]
    public static partial void FileBroken(this ILogger logger, ManifestFinding finding);

    [LoggerMessage(2003, LogLevel.Error, "{Finding}; the object stays as it was before, if it was, until its file is written again")]
    public static partial void ObjectRefused(this ILogger logger, ManifestFinding finding);

    [LoggerMessage(2004, LogLevel.Warning, "{Finding}")]
    public static partial void ObjectWarning(this ILogger logger, ManifestFinding finding);

    [LoggerMessage(2005, LogLevel.Warning, "{Key} is in {Winner} and in {Loser}; the former counts")]
    public static partial void Conflict(this ILogger logger, ObjectKey key, string winner, string loser);

    [LoggerMessage(2006, LogLevel.Warning, "{File}: {Count} more findings not shown; proxyctl validate shows all")]
    public static partial void MoreFindings(this ILogger logger, string file, int count);

    [LoggerMessage(2007, LogLevel.Information, "{File} is in order again")]
    public static partial void FileInOrder(this ILogger logger, string file);

    [LoggerMessage(2008, LogLevel.Information, "{File} is gone, and its objects with it")]
    public static partial void FileGone(this ILogger logger, string file);

    [LoggerMessage(2009, LogLevel.Error, "{Folder} cannot be read: {Problem}; everything stays in force; next try in {DelayMs} ms")]
    public static partial void FolderLost(this ILogger logger, string folder, string problem, double delayMs);

    [LoggerMessage(2010, LogLevel.Warning, "The kernel does not tell of changes in {Folder}: {Problem}; looking every {DelayMs} ms")]
    public static partial void NotWatching(this ILogger logger, string folder, string problem, double delayMs);

    [LoggerMessage(2011, LogLevel.Debug, "{Changes} objects changed in {ElapsedMs:0.0} ms")]
    public static partial void Delivered(this ILogger logger, int changes, double elapsedMs);
}
