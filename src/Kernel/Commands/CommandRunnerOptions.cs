using Proxier.Core;

namespace Proxier.Kernel.Commands;

public sealed class CommandRunnerOptions
{
    /// <summary>
    /// Put before every command line, so that the same code works on another network namespace:
    /// <c>["nsenter", "--net=/run/netns/node", "--"]</c>. Default: nothing.
    /// </summary>
    public EquatableArray<string> CommandPrefix { get; set; }
}
