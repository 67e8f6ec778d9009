using Proxier.Core;
using Proxier.Kubernetes.Access;
using Proxier.Testing.ApiServer;

namespace Proxier.Kubernetes.Tests.Access;

public sealed class PodEnvironmentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_token_of_the_service_account_is_read_anew_when_it_is_rotated()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Gate.IsLocked = true;
        server.Gate.AllowToken("first", "system:serviceaccount:kube-system:proxier");
        _folder.Write("token", "first");
        _folder.Write("ca.crt", server.Certificates.AuthorityPem);
        using var caller = new Caller(Pod("127.0.0.1", $"{server.Port}").Read());
        await caller.CallAsync();

        server.Gate.RevokeToken("first");
        server.Gate.AllowToken("second", "system:serviceaccount:kube-system:proxier");
        _folder.Write("token", "second\n");
        await caller.CallAsync();

        Assert.Equal("system:serviceaccount:kube-system:proxier", server.Requests[^1].User);
    }

    [Theory]
    [InlineData("10.96.0.1", "https://10.96.0.1:443/")]
    [InlineData("fd00::1", "https://[fd00::1]:443/")]
    public void The_address_comes_from_the_environment(string host, string expected)
    {
        _folder.Write("token", "a");
        _folder.Write("ca.crt", "a");

        Assert.Equal(new Uri(expected), Pod(host, "443").Read().Server);
    }

    [Fact]
    public void Outside_of_a_pod_it_says_what_is_missing()
    {
        var error = Assert.ThrowsAny<ProxyException>(() => Pod(null, null).Read());

        Assert.Equal(
            "There is no API server to ask: neither a kubeconfig nor a master is given, and KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, so this is no pod",
            error.Message);
    }

    [Fact]
    public void A_pod_without_a_service_account_is_told_so()
    {
        var error = Assert.ThrowsAny<ProxyException>(() => Pod("10.96.0.1", "443").Read());

        Assert.StartsWith($"service account: {_folder.Path}/token cannot be read: ", error.Message);
    }

    private PodEnvironment Pod(string? host, string? port) =>
        new(name => name switch { "KUBERNETES_SERVICE_HOST" => host, "KUBERNETES_SERVICE_PORT" => port, _ => null }, _folder.Path);
}
