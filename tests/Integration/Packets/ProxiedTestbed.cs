using Proxier.Integration.Backends;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>Shared by the cases of one class; each class has its own, so that classes run side by side.</summary>
public sealed class ProxiedTestbed<TBackend> : IProxiedTestbed, IAsyncLifetime
    where TBackend : IBackendUnderTest, new()
{
    public NetworkTestbed Bed { get; private set; } = null!; // made before the first case

    public IBackendUnderTest Backend { get; } = new TBackend();

    public async Task InitializeAsync()
    {
        if (Netns.Missing is null)
            Bed = await NetworkTestbed.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        try
        {
            await Backend.DisposeAsync();
        }
        finally
        {
            if (Bed is not null)
                await Bed.DisposeAsync();
        }
    }
}
