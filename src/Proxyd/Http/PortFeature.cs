using Microsoft.AspNetCore.Http;

namespace Proxier.Proxyd.Http;

/// <summary>Travels with a connection: who answers on the port that it came in by.</summary>
internal sealed record PortFeature(RequestDelegate Respond);
