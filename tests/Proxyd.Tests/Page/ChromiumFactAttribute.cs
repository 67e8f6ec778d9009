namespace Proxier.Proxyd.Tests.Page;

/// <summary>A test in a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Path = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Path))
            Skip = $"there is no {Path}; eng/install-deps.sh installs it";
    }
}
