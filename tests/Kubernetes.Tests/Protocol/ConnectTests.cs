using System.Net;
using System.Net.Sockets;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Tests.Protocol;

public sealed class ConnectTests
{
    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_is_given_up()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var server = new Uri($"https://{mute.LocalEndpoint}/");
        ApiTuning tuning = SourceHarness.Quick with { ConnectTime = TimeSpan.FromMilliseconds(200) };
        using var http = new HttpClient(new ApiHandler(new ClusterAccess(server, ServerTrust.System, new UserCredential("nobody")), tuning)) { BaseAddress = server };

        var error = await Assert.ThrowsAsync<TimeoutException>(() => new ApiClient(http, tuning, TimeProvider.System).WatchAsync("/api/v1/services", CancellationToken.None));
        Assert.StartsWith("GET api/v1/services was not sent: ", error.Message);
    }
}
