using System.Globalization;
using Proxier.Core;

namespace Proxier.Proxyctl.Input;

internal sealed class ApiServerSilentException(TimeSpan patience)
    : ProxyException(string.Create(CultureInfo.InvariantCulture, $"the API server did not give everything within {patience.TotalSeconds:0} s"));
