using System.Security.Cryptography;

namespace Proxier.Testing.Network;

/// <summary>A network namespace without links, for tests of rules that no packet meets. Removed when disposed.</summary>
public sealed class LoneNamespace : IAsyncDisposable
{
    private LoneNamespace(NetworkNamespace network) => Network = network;

    public NetworkNamespace Network { get; }

    public static async Task<LoneNamespace> CreateAsync()
    {
        string name = $"pxlone{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), [$"netns add {name}"]);
        return new LoneNamespace(new NetworkNamespace(name));
    }

    public async ValueTask DisposeAsync()
    {
        Network.Dispose();
        await IpBatch.RunAsync(NetworkNamespace.RunnerWith([]), [$"netns del {Network.Name}"]);
    }
}
