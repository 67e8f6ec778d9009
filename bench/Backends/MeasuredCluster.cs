using Proxier.Core.Graph;
using Proxier.Core.Objects;
using Proxier.Testing;

namespace Proxier.Bench.Backends;

/// <summary>Services with one UDP port and some endpoints each, none on this node.</summary>
internal static class MeasuredCluster
{
    public static FamilyGraph Of(int services, int endpoints) => Some.IPv4([.. Enumerable.Range(0, services).Select(i => Service(i, endpoints))]);

    /// <summary>One endpoint of the last service is another one.</summary>
    public static FamilyGraph ChangedOf(int services, int endpoints) =>
        Some.IPv4([.. Enumerable.Range(0, services - 1).Select(i => Service(i, endpoints)), Service(services - 1, endpoints, "10.245.0.1")]);

    public static string Address(int service) => $"10.96.{service / 250}.{1 + (service % 250)}";

    private static SomeService Service(int number, int endpoints, string? replacement = null) => Some.Service($"default/service-{number:d5}").At(Address(number)).Port(80, Protocol.Udp)
        .Remote([.. Enumerable.Range(0, endpoints).Select(i => i == 0 && replacement is not null ? replacement : Endpoint((number * endpoints) + i))]);

    private static string Endpoint(int number) => $"10.244.{number / 250}.{1 + (number % 250)}";
}
