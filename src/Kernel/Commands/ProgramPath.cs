namespace Proxier.Kernel.Commands;

/// <summary>
/// Finds programs in PATH and nowhere else. <see cref="System.Diagnostics.Process"/> would also look beside our own program and in the
/// current directory, which is no place to take a root program from.
/// </summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Null when there is no such program. A name with a slash is a path already.</summary>
    public static string? Find(string program, string searchPath) =>
        program.Contains('/')
            ? IsExecutable(program) ? program : null
            : searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
