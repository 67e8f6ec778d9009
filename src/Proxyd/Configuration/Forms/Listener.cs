using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Proxier.Proxyd.Configuration.Forms;

/// <summary>Where an HTTP server listens, as kube-proxy takes it: <c>0.0.0.0:10256</c>, <c>[::1]:10249</c>, or without a port.</summary>
internal static class Listener
{
    /// <param name="usualPort">For an address without one.</param>
    public static bool TryParse(string text, int usualPort, [NotNullWhen(true)] out IPEndPoint? listener)
    {
        if (IPEndPoint.TryParse(text, out listener) && listener.Port > 0)
            return true;
        // Which would take [::]:0 and forget the port.
        listener = !text.StartsWith('[') && IPAddress.TryParse(text, out IPAddress? alone) ? new IPEndPoint(alone, usualPort) : null;
        return listener is not null;
    }
}
