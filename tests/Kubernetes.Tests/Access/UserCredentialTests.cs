using Proxier.Core;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Protocol;
using Proxier.Testing.ApiServer;
using static Proxier.Kubernetes.Tests.Access.KubeconfigText;

namespace Proxier.Kubernetes.Tests.Access;

/// <summary>Every kind of credential that a kubeconfig can hold, shown to a server that lets nobody else in.</summary>
public sealed class UserCredentialTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private TestApiServer _server = null!; // made before each test

    public async Task InitializeAsync()
    {
        _server = await TestApiServer.StartAsync();
        _server.Gate.IsLocked = true;
        _server.Gate.AllowToken("good", "somebody");
        _server.Gate.AllowPassword("joe", "secret:word");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_any_the_server_lets_nobody_in()
    {
        var error = await Assert.ThrowsAsync<ApiRefusalException>(() => Caller.CallOnceAsync(Read("")));

        Assert.Equal("GET api/v1/nodes was answered with 401 Unauthorized: Unauthorized", error.Message);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("token: good", "somebody")]
    [InlineData("tokenFile: token", "somebody")]
    [InlineData("token: bad, tokenFile: token", "somebody")]
    [InlineData("username: joe, password: 'secret:word'", "joe")]
    public async Task Tokens_and_passwords_are_shown(string user, string expected)
    {
        _folder.Write("token", "good\n");
        await Caller.CallOnceAsync(Read(user));

        Assert.Equal(expected, _server.Requests[^1].User);
    }

    [Fact]
    public async Task A_certificate_is_shown_as_data()
    {
        (string certificate, string key) = _server.Certificates.Client("system:node:a");
        await Caller.CallOnceAsync(Read($"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}"));

        Assert.Equal("system:node:a", _server.Requests[^1].User);
    }

    [Fact]
    public async Task A_certificate_in_a_file_is_shown_as_it_is_now()
    {
        WriteClient("system:node:a");
        using var caller = new Caller(Read("client-certificate: client.crt, client-key: client.key"));
        await caller.CallAsync();
        WriteClient("system:node:b");
        await caller.CallAsync();

        Assert.Equal(["system:node:a", "system:node:b"], _server.Requests.Select(request => request.User));
    }

    [Theory]
    [InlineData("tokenFile: missing", "users[0].user.tokenFile: ", "/missing cannot be read: ")]
    [InlineData("tokenFile: empty", "users[0].user.tokenFile: ", "/empty holds no token: it must be one line of printable text")]
    [InlineData("client-certificate: empty, client-key: empty", "users[0].user.client-certificate: ", "are no certificate with its key: ")]
    public async Task A_file_that_is_of_no_use_is_named_with_its_field(string user, string field, string problem)
    {
        _folder.Write("empty", "");
        var error = await Assert.ThrowsAnyAsync<ProxyException>(() => Caller.CallOnceAsync(Read(user)));

        Assert.StartsWith($"kubeconfig {_folder.Path}/kubeconfig: {field}{_folder.Path}", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_request_with_a_stale_token_is_sent_again_with_the_new_one()
    {
        _folder.Write("token", "stale");
        var credential = new RotatingCredential(new UserCredential("test") { Token = new TextSource("token", Path.Combine(_folder.Path, "token")) }, () => _folder.Write("token", "good"));
        await Caller.CallOnceAsync(SourceHarness.Access(_server) with { Credential = credential });

        Assert.Equal([null, "somebody"], _server.Requests.Select(request => request.User));
    }

    private ClusterAccess Read(string user) => _folder.Read(Of($"server: '{_server.Address}', certificate-authority-data: {Base64(_server.Certificates.AuthorityPem)}", user));

    private void WriteClient(string name)
    {
        (string certificate, string key) = _server.Certificates.Client(name);
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
