using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Proxier.Core.Commands;
using Proxier.Kernel.Commands;

namespace Proxier.Live;

/// <summary>Programs of this machine that a measurement needs.</summary>
internal static class Tools
{
    public static async Task RunAsync(string program, params string[] arguments) =>
        await new CommandRunner(Options.Create(new CommandRunnerOptions()), TimeProvider.System, NullLogger<CommandRunner>.Instance)
            .RunAsync(new Command(program, [.. arguments]) { Timeout = TimeSpan.FromMinutes(5) }, CancellationToken.None);
}
