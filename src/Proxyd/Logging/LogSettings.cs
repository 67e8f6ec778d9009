using Microsoft.Extensions.Logging;

namespace Proxier.Proxyd.Logging;

/// <summary>How much is logged, which may change while we run, and how.</summary>
/// <param name="isJson">One object a line; else text.</param>
internal sealed class LogSettings(LogLevel level, bool isJson = false)
{
    private volatile LogLevel _level = level;

    public bool IsJson => isJson;

    public LogLevel Level
    {
        get => _level;
        set => _level = value;
    }

    /// <summary>The framework's own messages are for those who build it.</summary>
    public bool Shows(string? category, LogLevel level) =>
        level >= _level && (level >= LogLevel.Warning || category?.StartsWith("Microsoft", StringComparison.Ordinal) != true);
}
