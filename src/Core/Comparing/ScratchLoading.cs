using Proxier.Core.Backends;
using Proxier.Core.Commands;

namespace Proxier.Core.Comparing;

public static class ScratchLoading
{
    /// <summary>As long as backends give their largest scripts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a script where nobody else is and nothing is lost.</summary>
    /// <exception cref="CommandFailedException">The program refused it.</exception>
    public static async ValueTask LoadAsync(this ICommandRunner scratch, Script script, CancellationToken cancel) =>
        await scratch.RunAsync(new Command(script.Program, script.Arguments) { Input = script.Text, Timeout = Patience }, cancel).ConfigureAwait(false);
}
