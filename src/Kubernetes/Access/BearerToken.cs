using System.Net.Http.Headers;

namespace Proxier.Kubernetes.Access;

internal static class BearerToken
{
    /// <param name="origin">For the message.</param>
    /// <exception cref="AccessException">It could not stand in a header.</exception>
    public static AuthenticationHeaderValue ToHeader(string text, string origin)
    {
        string token = text.Trim();
        bool isUsable = token.Length > 0 && token.All(c => c is > ' ' and <= '~');
        return isUsable
            ? new AuthenticationHeaderValue("Bearer", token)
            : throw new AccessException($"{origin} holds no token: it must be one line of printable text");
    }
}
