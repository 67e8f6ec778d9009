using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Kubernetes.Access;
using Proxier.Testing;
using Proxier.Testing.ApiServer;
using static Proxier.Kubernetes.Tests.Access.KubeconfigText;

namespace Proxier.Kubernetes.Tests.Access;

public sealed class ExecCredentialTests : IDisposable
{
    private const string Exec = "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable, command: aws, args: [eks, get-token], env: [{name: AWS_PROFILE, value: p}], installHint: get it}";

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_is_asked_as_client_go_asks_it()
    {
        var plugin = new FakePlugin(_ => Answer(new JsonObject { ["token"] = "abc" }));
        Assert.Equal("Bearer abc", await TokenAsync(Read(Exec, plugin)));

        Command command = Assert.Single(plugin.Commands);
        Assert.Equal("aws eks get-token", command.ToString());
        Assert.Equal(
            [("AWS_PROFILE", "p"), ("KUBERNETES_EXEC_INFO", """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}""")],
            command.Environment.Select(variable => (variable.Name, variable.Value)));
    }

    [Fact]
    public async Task It_is_told_about_the_cluster_when_it_wants_to_know()
    {
        var plugin = new FakePlugin(_ => Answer(new JsonObject { ["token"] = "abc" }));
        string pem = new TestCertificates().AuthorityPem;
        string exec = Exec.Replace("command: aws", "command: ./bin/aws, provideClusterInfo: true");
        await TokenAsync(_folder.Read(Of($"server: 'https://192.0.2.1', certificate-authority-data: {Base64(pem)}, tls-server-name: api, disable-compression: true", exec), null, plugin, _time).Credential);

        Command command = Assert.Single(plugin.Commands);
        Assert.Equal($"{_folder.Path}/bin/aws", command.Program);
        JsonNode? cluster = JsonNode.Parse(command.Environment[^1].Value)!["spec"]!["cluster"];
        Assert.Equal($$"""{"server":"https://192.0.2.1","tls-server-name":"api","disable-compression":true,"certificate-authority-data":"{{Base64(pem)}}"}""", cluster!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task What_it_says_is_kept_until_it_expires()
    {
        int calls = 0;
        var plugin = new FakePlugin(_ => Answer(new JsonObject { ["token"] = $"t{++calls}", ["expirationTimestamp"] = "2026-01-01T01:00:00Z" }));
        ICredential credential = Read(Exec, plugin);
        string?[] tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TokenAsync(credential)));
        Assert.All(tokens, token => Assert.Equal("Bearer t1", token));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("Bearer t1", await TokenAsync(credential));
        _time.Advance(TimeSpan.FromSeconds(51));
        Assert.Equal("Bearer t2", await TokenAsync(credential));
    }

    [Fact]
    public async Task It_is_asked_again_when_the_server_refuses_what_it_said()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Gate.IsLocked = true;
        server.Gate.AllowToken("t2", "somebody");
        int calls = 0;
        var plugin = new FakePlugin(_ => Answer(new JsonObject { ["token"] = $"t{++calls}" }));
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { Credential = Read(Exec, plugin) });

        Assert.Equal([null, "somebody"], server.Requests.Select(request => request.User));
        Assert.Equal(2, plugin.Commands.Count);
    }

    [Fact]
    public async Task It_may_give_a_certificate()
    {
        await using TestApiServer server = await TestApiServer.StartAsync();
        server.Gate.IsLocked = true;
        (string certificate, string key) = server.Certificates.Client("plug");
        var plugin = new FakePlugin(_ => Answer(new JsonObject { ["clientCertificateData"] = certificate, ["clientKeyData"] = key }));
        await Caller.CallOnceAsync(SourceHarness.Access(server) with { Credential = Read(Exec, plugin) });

        Assert.Equal("plug", server.Requests[^1].User);
    }

    [Theory]
    [InlineData("secret", "is not JSON (line 1)")]
    [InlineData("{}", "must be an ExecCredential of client.authentication.k8s.io/v1, not \"\" of \"\"")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1"}""", "must be an ExecCredential of client.authentication.k8s.io/v1, not \"ExecCredential\" of \"client.authentication.k8s.io/v1beta1\"")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}""", "has no status")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}""", "holds neither status.token nor status.clientCertificateData")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"x"}}""", "must hold both or neither of status.clientCertificateData and status.clientKeyData")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"x","expirationTimestamp":"soon"}}""", "status.expirationTimestamp is no time: \"soon\"")]
    public async Task An_answer_of_no_use_is_explained_without_the_secret(string output, string expected)
    {
        var error = await Assert.ThrowsAnyAsync<ProxyException>(() => TokenAsync(Read(Exec, new FakePlugin(_ => output))));

        Assert.Equal($"The output of the credential plug-in aws: {expected}", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public async Task A_program_that_is_missing_comes_with_the_hint_and_is_tried_again()
    {
        bool isThere = false;
        var plugin = new FakePlugin(command => isThere ? Answer(new JsonObject { ["token"] = "abc" }) : throw new CommandFailedException(command, "was not started: there is no such program", null, ""));
        ICredential credential = Read(Exec, plugin);
        var error = await Assert.ThrowsAnyAsync<ProxyException>(() => TokenAsync(credential));
        Assert.Equal("The credential plug-in failed: aws eks get-token was not started: there is no such program (get it)", error.Message);

        isThere = true;
        Assert.Equal("Bearer abc", await TokenAsync(credential));
    }

    private static string Answer(JsonObject status) =>
        new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = "client.authentication.k8s.io/v1", ["status"] = status }.ToJsonString();

    private static async Task<string?> TokenAsync(ICredential credential) => (await credential.GetAsync(null, CancellationToken.None)).Authorization?.ToString();

    private ICredential Read(string user, FakePlugin plugin) => _folder.Read(Of("server: 'https://192.0.2.1'", user), null, plugin, _time).Credential;
}
