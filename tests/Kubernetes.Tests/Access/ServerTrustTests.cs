using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Proxier.Kubernetes.Access;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Access;

public sealed class ServerTrustTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_of_another_authority_is_refused_also_when_both_have_the_same_name()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();

        await RefusedAsync(Trusting(server, new TestCertificates("kubernetes").AuthorityPem));
        await RefusedAsync(SourceHarness.Access(server) with { Trust = ServerTrust.System });
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task One_of_several_authorities_is_enough()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await Caller.CallOnceAsync(Trusting(server, new TestCertificates("old").AuthorityPem + "\n" + server.Certificates.AuthorityPem));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_authority_need_not_be_a_root()
    {
        var between = new TestCertificates("between", new TestCertificates("root"));
        await using TestApiServer server = await TestApiServer.StartAsync(between);
        await Caller.CallOnceAsync(Trusting(server, between.AuthorityPem));

        await RefusedAsync(Trusting(server, new TestCertificates("between", new TestCertificates("root")).AuthorityPem));
    }

    [Fact]
    public async Task A_certificate_for_clients_is_none_for_a_server()
    {
        var certificates = new TestCertificates();
        (string certificate, string key) = certificates.Client("127.0.0.1");
        using var client = X509Certificate2.CreateFromPem(certificate, key);
        await using TestApiServer server = await TestApiServer.StartAsync(certificates, certificates.Server("kubernetes"));

        Assert.False(new ServerTrust(new TextSource("test", null, certificates.AuthorityPem)).Accepts(client, null, SslPolicyErrors.RemoteCertificateChainErrors));
        await RefusedAsync(SourceHarness.Access(server)); // its name is not 127.0.0.1
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { TlsServerName = "kubernetes" });
    }

    [Fact]
    public async Task Blind_trust_accepts_every_server()
    {
        var certificates = new TestCertificates();
        await using TestApiServer server = await TestApiServer.StartAsync(certificates, certificates.Server("elsewhere"));
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { Trust = ServerTrust.Blind });

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_replaced_authority_counts_for_the_next_connection()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        string path = _folder.Write("ca.crt", new TestCertificates().AuthorityPem);
        using var caller = new Caller(SourceHarness.Access(server) with { Trust = new ServerTrust(new TextSource("ca", path)) });
        await Assert.ThrowsAsync<HttpRequestException>(caller.CallAsync);

        _folder.Write("ca.crt", server.Certificates.AuthorityPem);
        await caller.CallAsync();
        _folder.Write("ca.crt", "nonsense");
        server.ResetConnections();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Caller.CallOnceAsync(SourceHarness.Access(server) with { Trust = new ServerTrust(new TextSource("ca", path)) }));
        Assert.Contains($"ca: {path}: there is no certificate in it", error.ToString());
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_that_is_configured()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        await using var proxy = new TcpRelay(server.Port, asProxy: true);
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { Proxy = new Uri($"http://127.0.0.1:{proxy.Port}") });

        Assert.Equal(1, proxy.Connections);
        Assert.Single(server.Requests);
    }

    private static ClusterAccess Trusting(TestApiServer server, string pem) => SourceHarness.Access(server) with { Trust = new ServerTrust(new TextSource("test", null, pem)) };

    private static async Task RefusedAsync(ClusterAccess access)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Caller.CallOnceAsync(access));
        Assert.IsType<AuthenticationException>(error.InnerException);
    }
}
