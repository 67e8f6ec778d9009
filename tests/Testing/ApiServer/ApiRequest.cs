using Microsoft.AspNetCore.Http;

namespace Proxier.Testing.ApiServer;

/// <summary>What a test may want to know about a request that came in.</summary>
/// <param name="Resource">In the plural; empty when the path names none.</param>
/// <param name="User">Who was recognised; null: nobody.</param>
public sealed record ApiRequest(string Method, string Resource, bool IsWatch, IReadOnlyDictionary<string, string> Query, string Protocol, string? Host, string? User, bool AcceptsGzip)
{
    internal static ApiRequest From(HttpRequest request, string? user)
    {
        Dictionary<string, string> query = request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
        return new ApiRequest(request.Method, Plural(request.Path), query.GetValueOrDefault("watch") == "true", query, request.Protocol, request.Host.Host, user,
            request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal));
    }

    private static string Plural(PathString path)
    {
        string[] parts = path.ToString().Split('/');
        return ApiResource.All.FirstOrDefault(resource => parts.Contains(resource.Plural))?.Plural ?? "";
    }
}
