using System.Text.Json;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

/// <summary>Reads objects from JSON text in which the fields that a test does not care about are filled in.</summary>
internal static class Reading
{
    private static readonly ObjectReader Reader = new();

    public static ReadResult<Service> Service(string spec, string metadata = "", string status = "{}") => ReadService($$"""
        {"metadata": {"namespace": "default", "name": "web"{{Joined(metadata)}}},
         "spec": {"clusterIP": "10.0.0.1", "ports": [{"port": 80}]{{Joined(spec)}}}, "status": {{status}} }
        """);

    public static ReadResult<EndpointSlice> Slice(string fields, string metadata = "") => ReadSlice($$"""
        {"metadata": {"namespace": "default", "name": "web-1", "labels": {"kubernetes.io/service-name": "web"}{{Joined(metadata)}} },
         "addressType": "IPv4", "ports": [{"name": "", "port": 8080}], "endpoints": [{"addresses": ["10.1.0.1"]}]{{Joined(fields)}} }
        """);

    public static ReadResult<Service> ReadService(string json) => Reader.ReadService(JsonDocument.Parse(json).RootElement);

    public static ReadResult<EndpointSlice> ReadSlice(string json) => Reader.ReadEndpointSlice(JsonDocument.Parse(json).RootElement);

    public static ReadResult<Node> ReadNode(string json) => Reader.ReadNode(JsonDocument.Parse(json).RootElement);

    public static ReadResult<ServiceCidr> ReadServiceCidr(string json) => Reader.ReadServiceCidr(JsonDocument.Parse(json).RootElement);

    public static T Good<T>(this ReadResult<T> result)
        where T : class
    {
        Assert.Empty(result.Errors);
        Assert.NotNull(result.Object);
        return result.Object;
    }

    /// <summary>Of an object that stays.</summary>
    public static string Warning<T>(this ReadResult<T> result)
        where T : class
    {
        Assert.Empty(result.Errors);
        return Assert.Single(result.Warnings).ToString();
    }

    /// <summary>Of an object that is lost.</summary>
    public static string Error<T>(this ReadResult<T> result)
        where T : class
    {
        Assert.Null(result.Object);
        return Assert.Single(result.Errors).ToString();
    }

    private static string Joined(string fields) => fields.Length == 0 ? "" : ", " + fields;
}
