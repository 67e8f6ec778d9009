using System.Net;
using Proxier.Core;

namespace Proxier.Proxyd.Hosting;

/// <summary>An address cannot be listened on, and the operator wants the daemon to end then.</summary>
internal sealed class ListenException(IPEndPoint address, Exception cause) : ProxyException($"Cannot listen on {address}: {cause.Message}", cause);
