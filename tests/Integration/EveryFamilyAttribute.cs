using System.Reflection;
using Proxier.Core.Objects;
using Xunit.Sdk;

namespace Proxier.Integration;

/// <summary>Runs a case over IPv4 and IPv6.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryFamilyAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<IpFamily>().Select(family => new object[] { family });
}
