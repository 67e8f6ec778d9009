using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Proxier.Core.Objects.Reading;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Access.Exec;

/// <summary>What a plug-in printed.</summary>
/// <param name="Expires">Null: it is good until the server refuses it.</param>
internal sealed record ExecAnswer(Credential Credential, DateTimeOffset? Expires)
{
    /// <exception cref="AccessException">It is no ExecCredential, or not the one asked for. Never shows the secret.</exception>
    public static ExecAnswer Read(ExecPlugin plugin, string output)
    {
        try
        {
            using var json = JsonDocument.Parse(output);
            return Read(plugin, json.RootElement);
        }
        catch (JsonException e)
        {
            throw Wrong(plugin, $"is not JSON (line {e.LineNumber + 1})");
        }
        catch (CryptographicException e)
        {
            throw Wrong(plugin, $"status.clientCertificateData and status.clientKeyData are no certificate with its key: {e.Message}");
        }
    }

    private static ExecAnswer Read(ExecPlugin plugin, JsonElement json)
    {
        if (json.Text("kind") != "ExecCredential" || json.Text("apiVersion") != plugin.ApiVersion)
            throw Wrong(plugin, $"must be an ExecCredential of {plugin.ApiVersion}, not {Excerpt.Of(json.Text("kind") ?? "")} of {Excerpt.Of(json.Text("apiVersion") ?? "")}");
        JsonElement status = json.Member("status") ?? throw Wrong(plugin, "has no status");
        string? token = status.Text("token"), certificate = status.Text("clientCertificateData"), key = status.Text("clientKeyData");
        if (certificate is null != key is null)
            throw Wrong(plugin, "must hold both or neither of status.clientCertificateData and status.clientKeyData");
        if (string.IsNullOrEmpty(token) && certificate is null)
            throw Wrong(plugin, "holds neither status.token nor status.clientCertificateData");
        return new ExecAnswer(
            new Credential(
                string.IsNullOrEmpty(token) ? null : BearerToken.ToHeader(token, $"The output of the credential plug-in {plugin.Program}"),
                certificate is null || key is null ? null : ClientCertificate.FromPem(certificate, key)),
            Expiry(plugin, status.Text("expirationTimestamp")));
    }

    private static DateTimeOffset? Expiry(ExecPlugin plugin, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw Wrong(plugin, $"status.expirationTimestamp is no time: {Excerpt.Of(text)}");
    }

    private static AccessException Wrong(ExecPlugin plugin, string problem) => new($"The output of the credential plug-in {plugin.Program}: {problem}");
}
