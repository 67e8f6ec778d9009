using System.Globalization;
using Microsoft.AspNetCore.Http;
using Proxier.Core.Health;

namespace Proxier.Proxyd.Http;

/// <summary>What a load balancer gets from a health-check node port, whatever path and method it uses.</summary>
internal static class ServiceHealthAnswer
{
    public static Task WriteAsync(HttpContext context, ServiceHealth service, bool isProxyHealthy)
    {
        int endpoints = service.Check.LocalEndpoints;
        int status = endpoints > 0 && isProxyHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers["X-Load-Balancing-Endpoint-Weight"] = endpoints.ToString(CultureInfo.InvariantCulture);
        return context.WriteJsonAsync(status, json =>
        {
            json.WriteStartObject("service");
            json.WriteString("namespace", service.Service.Namespace);
            json.WriteString("name", service.Service.Name);
            json.WriteEndObject();
            json.WriteNumber("localEndpoints", endpoints);
            json.WriteBoolean("serviceProxyHealthy", isProxyHealthy);
        });
    }
}
