using Microsoft.Extensions.Logging;
using Proxier.Core;

namespace Proxier.Proxyd.Modes;

/// <summary>Keeps the choice of auto over restarts, in a file with one word.</summary>
internal sealed class ModeMemory(string path, ILogger logger)
{
    /// <summary>Null when nothing is remembered, or nothing that makes sense.</summary>
    public string? Read()
    {
        if (path.Length == 0 || !File.Exists(path))
            return null;
        try
        {
            string word = File.ReadAllText(path).Trim();
            if (ProxyModeWords.All.Contains(word))
                return word;
            logger.MemoryUnreadable(path, $"it holds '{(word.Length > 40 ? word[..40] : word)}'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.MemoryUnreadable(path, e.Message);
        }

        return null;
    }

    /// <summary>A choice that cannot be remembered is made again at the next start, which is no reason not to work now.</summary>
    public void Write(string mode)
    {
        if (path.Length == 0 || Read() == mode)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
            // A reader sees the old word or the new one, whenever the power goes.
            File.WriteAllText($"{path}.new", $"{mode}\n");
            File.Move($"{path}.new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.MemoryNotWritten(path, e.Message);
        }
    }
}
