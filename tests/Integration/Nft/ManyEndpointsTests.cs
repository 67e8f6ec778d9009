using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Kernel;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Integration.Nft;

public sealed class ManyEndpointsTests
{
    private const int Endpoints = 100_000, Connections = 100;

    /// <summary>A slot's number once had the minor half of a classid to itself: 65,536 endpoints were the most, and one more was a syntax error.</summary>
    [NetnsFact]
    public async Task A_service_has_more_endpoints_than_16_bits_can_number()
    {
        await using WideTestbed bed = await WideTestbed.CreateAsync();
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton<ICommandRunner>(bed.Node.Runner).AddKernel().AddNftBackend().BuildServiceProvider();
        var backend = services.GetRequiredService<IProxyBackend>();
        string[] addresses = [.. Enumerable.Range(0, Endpoints).Select(i => $"10.{128 + (i >> 16)}.{(i >> 8) & 255}.{i & 255}")];
        FamilyGraph graph = Some.IPv4(Some.Service("default/large").At("10.96.0.2").Port(80).Remote(addresses));

        await backend.ApplyAsync(backend.RenderRepair(graph), CancellationToken.None);

        var low = 0;
        for (int i = 0; i < Connections; i++)
            low += (await bed.AskAsync(IPEndPoint.Parse("10.96.0.2:80"))).GetAddressBytes()[1] == 128 ? 1 : 0;
        // About two of three; chance is out of this range in fewer than one of a million runs.
        Assert.InRange(low, 40, 90);
    }
}
