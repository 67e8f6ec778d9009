using System.CommandLine.Parsing;

namespace Proxier.Proxyctl.CommandLine;

internal static class CommandPath
{
    /// <summary>As one types it: <c>proxyctl render</c>.</summary>
    public static string Of(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Of(parent)} {command.Command.Name}" : ToolCommands.Name;
}
