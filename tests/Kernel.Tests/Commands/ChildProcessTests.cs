using Proxier.Core.Commands;
using Proxier.Kernel.Commands;

namespace Proxier.Kernel.Tests.Commands;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Pipes_are_closed_at_once_and_not_by_the_garbage_collector()
    {
        ChildProcess child = ChildProcess.Start(new Command("true", []), []);
        Stream output = child.Output;
        await child.WaitForExitAsync(CancellationToken.None);
        await child.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => output.ReadByte());
    }
}
