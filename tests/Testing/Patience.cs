using System.Globalization;

namespace Proxier.Testing;

/// <summary>How long a test waits for something that should happen at once, before it says that it did not.</summary>
public static class Patience
{
    /// <summary>Long, because the machine may be busy, or emulated; a green test never waits for it.</summary>
    public static TimeSpan Limit { get; } =
        TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("TEST_PATIENCE_SECONDS") ?? "60", CultureInfo.InvariantCulture));
}
