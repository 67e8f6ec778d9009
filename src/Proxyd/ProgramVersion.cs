using System.Reflection;

namespace Proxier.Proxyd;

internal static class ProgramVersion
{
    /// <summary>With the commit, where the build knew it.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
