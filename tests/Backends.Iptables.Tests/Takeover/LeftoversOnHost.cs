using Proxier.Backends.Iptables.Takeover;
using Proxier.Core.Commands;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Core.Takeover;
using Proxier.Templating;
using Proxier.Testing.KubeProxy;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests.Takeover;

/// <summary>A namespace with rules of others, and what we find there.</summary>
internal sealed class LeftoversOnHost(LoneNamespace host, IptablesVariant variant) : IAsyncDisposable
{
    private string Infix => variant.ToString().ToLowerInvariant();

    public NetworkNamespace Network => host.Network;

    public static async Task<LeftoversOnHost> CreateAsync(IptablesVariant variant) => new(await LoneNamespace.CreateAsync(), variant);

    public Task RestoreAsync(string rules) => PipeAsync($"iptables-{Infix}-restore --noflush", rules);

    public Task PipeAsync(string command, string input) => Network.RunAsync("sh", "-c", $"{command} <<'END'\n{input}\nEND");

    public Task<IReadOnlyList<string>> RulesAsync() => HostRules.ReadAsync(Network);

    public Task<IReadOnlyList<Leftover>> FindAsync(string mode = "nftables") => Source(Network.Runner).FindAsync(mode, IpFamily.IPv4, CancellationToken.None).AsTask();

    public Task<IReadOnlyList<Leftover>> RemoveAsync(string mode = "nftables") => Source(Network.Runner).RemoveAsync(mode, IpFamily.IPv4, CancellationToken.None).AsTask();

    public ILeftoverSource Source(ICommandRunner runner) =>
        new IptablesLeftovers(variant, new IptablesTemplates(new EmbeddedTemplates(typeof(IptablesBackend).Assembly)), runner);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
