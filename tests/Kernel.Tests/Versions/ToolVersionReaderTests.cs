using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Commands;
using Proxier.Kernel.Versions;

namespace Proxier.Kernel.Tests.Versions;

public sealed class ToolVersionReaderTests
{
    [Fact]
    public async Task Every_tool_has_a_line_whether_it_is_installed_or_not()
    {
        ToolVersions versions = await Reader(new OnlyNft()).ReadAsync(CancellationToken.None);

        Assert.Equal(ToolVersionReader.Tools, versions.Tools.Select(tool => tool.Tool));
        Assert.Equal(new Version(1, 1, 3), versions["nft"].Version);
        Assert.Equal("ipset --version was not started: there is no program", versions["ipset"].Problem);
    }

    [Fact]
    public async Task The_kernel_is_the_one_that_runs()
    {
        ToolVersions versions = await Reader(new OnlyNft()).ReadAsync(CancellationToken.None);

        Assert.Equal(Environment.OSVersion.Version.Major, versions.Kernel.Number.Major);
        Assert.Equal(Environment.OSVersion.Version.Minor, versions.Kernel.Number.Minor);
    }

    [Fact]
    public async Task A_tool_that_nobody_uses_has_no_version()
    {
        ToolVersions versions = await Reader(new OnlyNft()).ReadAsync(CancellationToken.None);

        Assert.Throws<ArgumentException>(() => versions["ebtables"]);
    }

    private static ToolVersionReader Reader(ICommandRunner runner) =>
        new ServiceCollection().AddLogging().AddSingleton(runner).AddKernel().BuildServiceProvider().GetRequiredService<ToolVersionReader>();

    private sealed class OnlyNft : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) =>
            command.Program == "nft"
                ? ValueTask.FromResult(new CommandResult("nftables v1.1.3 (Commodore Bullmoose #4)\n", "", TimeSpan.Zero))
                : throw new CommandFailedException(command, "was not started: there is no program", null, "");

        public IAsyncEnumerable<string> ReadLinesAsync(Command command, CancellationToken cancel) => throw new NotSupportedException();
    }
}
