using Microsoft.Extensions.Logging.Abstractions;
using Proxier.Core.Backends;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Nft.Tests;

/// <summary>Our backend on a real kernel, in a namespace of its own.</summary>
internal sealed class KernelTable : IAsyncDisposable
{
    private readonly LoneNamespace _namespace;

    private KernelTable(LoneNamespace @namespace)
    {
        _namespace = @namespace;
        Runs = new RecordingRunner(@namespace.Network.Runner);
        Backend = new NftBackend(Rendering.Renderer, Runs, new OwnCommits(new SilentEvents(), NftNames.Table), Packets, NullLogger<NftBackend>.Instance);
    }

    public NftBackend Backend { get; }

    public CountedPackets Packets { get; } = new();

    /// <summary>The commands that the backend ran.</summary>
    public RecordingRunner Runs { get; }

    public static async Task<KernelTable> CreateAsync() => new(await LoneNamespace.CreateAsync());

    public Task<string> NftAsync(params string[] arguments) => _namespace.Network.RunAsync("nft", arguments);

    /// <summary>Everything in the table, one element or rule a line, in order.</summary>
    public async Task<string> ListAsync(IpFamily family)
    {
        string listing = await NftAsync("--stateless", "list", "table", NftNames.Word(family), NftNames.Table);
        return string.Join('\n', listing.Replace("elements = {", "").Split(['\n', ',']).Select(line => line.Trim(' ', '\t', '}')).Order(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => _namespace.DisposeAsync();

    private sealed class SilentEvents : ITableEvents
    {
        public IAsyncEnumerable<TableCommit> ListenAsync(string table, CancellationToken cancel) => AsyncEnumerable.Empty<TableCommit>();
    }
}
