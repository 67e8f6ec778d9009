using System.Net;

namespace Proxier.Core.Objects.Reading;

/// <summary>The addresses in <c>status.loadBalancer</c> whose traffic reaches the node unchanged.</summary>
internal static class LoadBalancerReader
{
    /// <summary>KEP-1860: with Proxy, the load balancer itself ends the connection and the node must not capture the address.</summary>
    private static readonly (string, bool)[] CapturedByMode = [("VIP", true), ("Proxy", false)];

    public static EquatableArray<IPAddress> ReadAddresses(ObjectField root)
    {
        List<IPAddress> addresses = [];
        foreach (Field item in root.Object("status").Object("loadBalancer").Items("ingress"))
        {
            ObjectField ingress = item.Object();
            bool isCaptured = ingress.Word("ipMode", CapturedByMode) ?? true;
            if (ingress.Text("ip") is not { } text || string.IsNullOrWhiteSpace(text))
                continue;
            if (!AddressText.TryParseAddress(text, out IPAddress address))
                ingress.Warn("ip", $"is left out: {Excerpt.Of(text)} is not an IP address");
            else if (isCaptured && !addresses.Contains(address))
                addresses.Add(address);
        }

        return addresses.ToEquatableArray();
    }
}
