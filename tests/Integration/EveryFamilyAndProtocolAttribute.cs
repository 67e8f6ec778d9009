using System.Reflection;
using Proxier.Core.Objects;
using Xunit.Sdk;

namespace Proxier.Integration;

/// <summary>Runs a case for TCP and UDP over IPv4 and IPv6.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryFamilyAndProtocolAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from family in Enum.GetValues<IpFamily>()
        from protocol in new[] { Protocol.Tcp, Protocol.Udp }
        select new object[] { family, protocol };
}
