using Proxier.Core;
using Proxier.Kubernetes.Access;
using Proxier.Testing.ApiServer;
using static Proxier.Kubernetes.Tests.Access.KubeconfigText;

namespace Proxier.Kubernetes.Tests.Access;

public sealed class KubeconfigReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_cluster_of_the_current_context_is_taken()
    {
        ClusterAccess access = _folder.Read(Of("server: 'https://192.0.2.1:6443/k8s', tls-server-name: api.example, proxy-url: 'socks5://192.0.2.9:1080', disable-compression: true", "token: abc"));

        Assert.Equal("https://192.0.2.1:6443/k8s/", access.Server.ToString());
        Assert.Equal("api.example", access.TlsServerName);
        Assert.Equal("socks5://192.0.2.9:1080/", access.Proxy?.ToString());
        Assert.False(access.IsCompressed);
    }

    [Theory]
    [InlineData("https://198.51.100.7", "https://198.51.100.7/")]
    [InlineData("198.51.100.7:8080", "http://198.51.100.7:8080/")]
    [InlineData("", "https://192.0.2.1/")]
    public void Master_takes_the_place_of_the_server(string master, string expected) =>
        Assert.Equal(expected, _folder.Read(Of("server: 'https://192.0.2.1'", "token: abc"), master).Server.ToString());

    [Fact]
    public void JSON_is_read_too()
    {
        ClusterAccess access = _folder.Read("""
            {"current-context": "main", "contexts": [{"name": "main", "context": {"cluster": "here"}}], "clusters": [{"name": "here", "cluster": {"server": "https://192.0.2.1"}}]}
            """);

        Assert.Equal("anonymous", access.Credential.Description);
    }

    [Fact]
    public async Task Paths_are_relative_to_the_file()
    {
        _folder.Write("secret", "abc\n");
        ClusterAccess access = _folder.Read(Of("server: 'https://192.0.2.1'", "tokenFile: secret"));

        Assert.Equal("abc", (await access.Credential.GetAsync(null, CancellationToken.None)).Authorization?.Parameter);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var error = Assert.ThrowsAny<ProxyException>(() => _folder.Read(Of(
            "server: 'ftp://192.0.2.1', certificate-authority-data: '!', insecure-skip-tls-verify: perhaps, proxy-url: nonsense",
            "client-certificate-data: YWJj, as: root, username: [a]")));

        Assert.Equal(
            $"""
            kubeconfig {_folder.Path}/kubeconfig cannot be used:
              cluster.certificate-authority-data: must be base64
              cluster.insecure-skip-tls-verify: must be true or false, not "perhaps"
              cluster.proxy-url: must be an address of http, https or socks5, not "nonsense"
              cluster.server: must be an address such as https://192.0.2.1:6443, not "ftp://192.0.2.1"
              user.as: is not supported: a service proxy acts for itself
              user.client-key: is required together with the other one
              user.username: must be text
            """.ReplaceLineEndings("\n"),
            error.Message.Replace("clusters[0].", "").Replace("users[0].", ""));
    }

    [Theory]
    [InlineData("server: 'https://192.0.2.1', insecure-skip-tls-verify: true, certificate-authority: ca.crt", "", "clusters[0].cluster.insecure-skip-tls-verify: must not be true together with a certificate authority: say which of them is meant")]
    [InlineData("server: 'https://192.0.2.1', certificate-authority-data: YWJj", "", "clusters[0].cluster.certificate-authority-data: there is no certificate in it")]
    [InlineData("server: 'https://192.0.2.1'", "auth-provider: {name: gcp}", "users[0].user.auth-provider: is not supported: Kubernetes replaced it by exec in 1.26")]
    [InlineData("server: 'https://192.0.2.1'", "client-certificate-data: YWJj, client-key-data: YWJj", "users[0].user.client-certificate-data: is no certificate for client-key-data: ")]
    [InlineData("server: ''", "", "clusters[0].cluster.server: is required")]
    [InlineData("server: 'https://192.0.2.1'", "exec: {apiVersion: client.authentication.k8s.io/v1, command: x}", "users[0].user.exec.interactiveMode: is required by client.authentication.k8s.io/v1")]
    [InlineData("server: 'https://192.0.2.1'", "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "users[0].user.exec.apiVersion: must be client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1, not \"client.authentication.k8s.io/v1alpha1\"")]
    [InlineData("server: 'https://192.0.2.1'", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, interactiveMode: Always}", "users[0].user.exec.interactiveMode: is Always, but a daemon has nobody to ask")]
    [InlineData("server: 'https://192.0.2.1'", "exec: {apiVersion: client.authentication.k8s.io/v1beta1}", "users[0].user.exec.command: is required")]
    public void What_cannot_be_honoured_is_an_error_with_its_field(string cluster, string user, string expected)
    {
        var error = Assert.ThrowsAny<ProxyException>(() => _folder.Read(Of(cluster, user)));

        Assert.Contains($"\n  {expected}", error.Message);
    }

    [Theory]
    [InlineData("a: [", "line ")]
    [InlineData("a: 1\na: 2\n", "line 2: ")]
    [InlineData("- a", "must be one YAML document with a mapping")]
    [InlineData("", "must be one YAML document with a mapping")]
    [InlineData("kind: Config", "current-context: is required")]
    [InlineData("current-context: x", "contexts: there is none with the name \"x\"")]
    [InlineData("{current-context: x, contexts: [{name: x}]}", "contexts[0].context: is required")]
    [InlineData("{current-context: x, contexts: [{name: x, context: {cluster: y, user: z}}]}", "clusters: there is none with the name \"y\"\n  users: there is none with the name \"z\"")]
    [InlineData("{current-context: x, contexts: 5}", "contexts: must be a list")]
    public void A_file_that_leads_nowhere_says_where_it_ends(string text, string expected)
    {
        var error = Assert.ThrowsAny<ProxyException>(() => _folder.Read(text));

        Assert.StartsWith($"kubeconfig {_folder.Path}/kubeconfig cannot be used:\n  {expected}", error.Message);
    }

    [Fact]
    public void Secrets_never_show_in_an_error()
    {
        (string certificate, string key) = new TestCertificates().Client("node");
        (string _, string otherKey) = new TestCertificates().Client("node");
        var error = Assert.ThrowsAny<ProxyException>(() => _folder.Read(Of("server: x", $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(otherKey)}, as: x")));

        Assert.DoesNotContain(Base64(otherKey), error.ToString());
        Assert.DoesNotContain(otherKey.Split('\n')[1], error.ToString());
        Assert.NotEqual(key, otherKey);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.ThrowsAny<ProxyException>(() => new ClusterAccessReader(
            new KubernetesOptions("node") { Kubeconfig = "/no/such/file" }, PodEnvironment.Own, new Kubernetes.Access.Kubeconfigs.KubeconfigReader(new FakePlugin(_ => ""), TimeProvider.System)).Read());

        Assert.StartsWith("kubeconfig: /no/such/file cannot be read: ", error.Message);
    }
}
