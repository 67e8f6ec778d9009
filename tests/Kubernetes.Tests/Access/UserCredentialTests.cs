using Proxier.Core;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Protocol;
using Proxier.Testing.ApiServer;
using static Proxier.Kubernetes.Tests.Access.KubeconfigText;

namespace Proxier.Kubernetes.Tests.Access;

/// <summary>Every kind of credential that a kubeconfig can hold, shown to a server that lets nobody else in.</summary>
public sealed class UserCredentialTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_any_theserver_lets_nobody_in()
    {
        await using TestApiServer server = await StartAsync();
        var error = await Assert.ThrowsAsync<ApiRefusalException>(() => Caller.CallOnceAsync(Read(server, "")));

        Assert.Equal("GET api/v1/nodes was answered with 401 Unauthorized: Unauthorized", error.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("token: good", "somebody")]
    [InlineData("tokenFile: token", "somebody")]
    [InlineData("token: bad, tokenFile: token", "somebody")]
    [InlineData("username: joe, password: 'secret:word'", "joe")]
    public async Task Tokens_and_passwords_are_shown(string user, string expected)
    {
        await using TestApiServer server = await StartAsync();
        _folder.Write("token", "good\n");
        await Caller.CallOnceAsync(Read(server, user));

        Assert.Equal(expected, server.Requests[^1].User);
    }

    [Fact]
    public async Task A_certificate_is_shown_as_data()
    {
        await using TestApiServer server = await StartAsync();
        (string certificate, string key) = server.Certificates.Client("system:node:a");
        await Caller.CallOnceAsync(Read(server, $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}"));

        Assert.Equal("system:node:a", server.Requests[^1].User);
    }

    [Fact]
    public async Task A_certificate_in_a_file_is_shown_as_it_is_now()
    {
        await using TestApiServer server = await StartAsync();
        WriteClient(server, "system:node:a");
        using var caller = new Caller(Read(server, "client-certificate: client.crt, client-key: client.key"));
        await caller.CallAsync();
        WriteClient(server, "system:node:b");
        await caller.CallAsync();

        Assert.Equal(["system:node:a", "system:node:b"], server.Requests.Select(request => request.User));
    }

    [Theory]
    [InlineData("tokenFile: missing", "users[0].user.tokenFile: ", "/missing cannot be read: ")]
    [InlineData("tokenFile: empty", "users[0].user.tokenFile: ", "/empty holds no token: it must be one line of printable text")]
    [InlineData("client-certificate: empty, client-key: empty", "users[0].user.client-certificate: ", "are no certificate with its key: ")]
    public async Task A_file_that_is_of_no_use_is_named_with_its_field(string user, string field, string problem)
    {
        await using TestApiServer server = await StartAsync();
        _folder.Write("empty", "");
        var error = await Assert.ThrowsAnyAsync<ProxyException>(() => Caller.CallOnceAsync(Read(server, user)));

        Assert.StartsWith($"kubeconfig {_folder.Path}/kubeconfig: {field}{_folder.Path}", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_request_with_a_stale_token_is_sent_again_with_the_new_one()
    {
        await using TestApiServer server = await StartAsync();
        _folder.Write("token", "stale");
        var credential = new RotatingCredential(new UserCredential("test") { Token = new TextSource("token", Path.Combine(_folder.Path, "token")) }, () => _folder.Write("token", "good"));
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { Credential = credential });

        Assert.Equal([null, "somebody"], server.Requests.Select(request => request.User));
    }

    private static async Task<TestApiServer> StartAsync()
    {
        TestApiServer server = await TestApiServer.StartAsync();
        server.Gate.IsLocked = true;
        server.Gate.AllowToken("good", "somebody");
        server.Gate.AllowPassword("joe", "secret:word");
        return server;
    }

    private ClusterAccess Read(TestApiServer server, string user) => _folder.Read(Of($"server: '{server.Address}', certificate-authority-data: {Base64(server.Certificates.AuthorityPem)}", user));

    private void WriteClient(TestApiServer server, string name)
    {
        (string certificate, string key) = server.Certificates.Client(name);
        _folder.Write("client.crt", certificate);
        _folder.Write("client.key", key);
    }

    /// <summary>Its file is replaced between the refusal and the second try.</summary>
    private sealed class RotatingCredential(ICredential inner, Action rotate) : ICredential
    {
        public string Description => inner.Description;

        public ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancel)
        {
            if (refused is not null)
                rotate();
            return inner.GetAsync(refused, cancel);
        }
    }
}
