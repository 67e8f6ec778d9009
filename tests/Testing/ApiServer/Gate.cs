using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Proxier.Testing.ApiServer;

/// <summary>Who may come in, and to what.</summary>
public sealed class Gate(TestCertificates certificates)
{
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _forbidden = new(StringComparer.Ordinal);

    /// <summary>False: everybody may come in.</summary>
    public bool IsLocked { get; set; }

    public void AllowToken(string token, string user) => _tokens[token] = user;

    public void RevokeToken(string token) => _tokens.TryRemove(token, out _);

    /// <summary>For <c>Basic</c>; the real server has had no such users since 1.19, but gateways in front of it do.</summary>
    public void AllowPassword(string user, string password) => _tokens[Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))] = user;

    /// <param name="plural">The resource that nobody may read any more.</param>
    public void Forbid(string plural) => _forbidden[plural] = true;

    public void Permit(string plural) => _forbidden.TryRemove(plural, out _);

    internal string? Recognise(HttpContext context)
    {
        if (context.Connection.ClientCertificate is { } certificate && certificates.Signed(certificate))
            return certificate.Subject.Replace("CN=", "", StringComparison.Ordinal);
        string[] words = context.Request.Headers.Authorization.ToString().Split(' ');
        return words is ["Bearer" or "Basic", { } secret] ? _tokens.GetValueOrDefault(secret) : null;
    }

    /// <exception cref="Refusal">401 or 403.</exception>
    internal void Check(HttpContext context, ApiRequest request)
    {
        // Who shows credentials that are wrong is never taken for nobody.
        bool hasShown = context.Request.Headers.Authorization.Count > 0;
        if (request.User is null && (IsLocked || hasShown))
            throw new Refusal(401, "Unauthorized", "Unauthorized");
        if (_forbidden.ContainsKey(request.Resource))
            throw new Refusal(403, "Forbidden", $"{request.Resource} is forbidden: User \"{request.User}\" cannot list resource \"{request.Resource}\" at the cluster scope");
    }
}
