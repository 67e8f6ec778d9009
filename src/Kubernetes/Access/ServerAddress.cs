using System.Diagnostics.CodeAnalysis;

namespace Proxier.Kubernetes.Access;

/// <summary>Addresses of API servers, as kube-proxy takes them.</summary>
internal static class ServerAddress
{
    /// <param name="isSecret">Certificates are configured; so an address without scheme means https.</param>
    public static bool TryParse(string text, bool isSecret, [NotNullWhen(true)] out Uri? address)
    {
        string full = text.Contains("://", StringComparison.Ordinal) ? text : $"{(isSecret ? "https" : "http")}://{text}";
        bool isAddress = Uri.TryCreate(full.TrimEnd('/') + "/", UriKind.Absolute, out address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address is { Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" };
        return isAddress;
    }
}
