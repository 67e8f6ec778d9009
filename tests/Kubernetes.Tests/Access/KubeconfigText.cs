using System.Text;
using Proxier.Core.Commands;
using Proxier.Kubernetes.Access;
using Proxier.Kubernetes.Access.Kubeconfigs;
using Proxier.Testing;

namespace Proxier.Kubernetes.Tests.Access;

/// <summary>Kubeconfigs that differ in their cluster and their user.</summary>
internal static class KubeconfigText
{
    /// <param name="cluster">Members in YAML flow style: <c>server: https://192.0.2.1</c>.</param>
    public static string Of(string cluster, string user) => $$"""
        apiVersion: v1
        kind: Config
        current-context: main
        preferences: {}
        contexts:
        - name: other
          context: {cluster: elsewhere, user: nobody}
        - name: main
          context: {cluster: here, user: me, namespace: default}
        clusters:
        - name: here
          cluster: { {{cluster}} }
        users:
        - name: me
          user: { {{user}} }
        """;

    public static ClusterAccess Read(this TempFolder folder, string text, string? master = null, ICommandRunner? runner = null, TimeProvider? time = null) =>
        new KubeconfigReader(runner ?? new NoPrograms(), time ?? TimeProvider.System).Read(folder.Write("kubeconfig", text), master);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
