using System.Net;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

public sealed class EndpointSliceReaderTests
{
    [Fact]
    public void A_whole_slice_is_read()
    {
        EndpointSlice slice = Reading.ReadSlice("""
            {
              "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
              "metadata": {
                "namespace": "shop", "name": "web-abc", "labels": {"kubernetes.io/service-name": "web"},
                "annotations": {
                  "endpoints.kubernetes.io/last-change-trigger-time": "2026-01-02T03:04:05.123456789Z",
                  "proxier.dev/weights": "fd00::1=10, *=3"
                }
              },
              "addressType": "IPv6",
              "ports": [{"name": "http", "port": 8080}, {"name": "dns", "port": 53, "protocol": "UDP"}],
              "endpoints": [
                {
                  "addresses": ["fd00::1", "fd00::ff"], "conditions": {"ready": false, "serving": true, "terminating": true},
                  "nodeName": "node-1", "zone": "a", "hints": {"forZones": [{"name": "a"}, {"name": "b"}], "forNodes": [{"name": "node-1"}]}
                },
                {"addresses": ["fd00::2"], "conditions": {"ready": null}}
              ]
            }
            """).Good();

        var expected = new EndpointSlice(new ObjectName("shop", "web-abc"), new ObjectName("shop", "web"), IpFamily.IPv6)
        {
            Ports = [new SlicePort("http", Protocol.Tcp, 8080), new SlicePort("dns", Protocol.Udp, 53)],
            Endpoints =
            [
                new SliceEndpoint(IPAddress.Parse("fd00::1"))
                {
                    IsReady = false,
                    IsTerminating = true,
                    NodeName = "node-1",
                    ZoneHints = ["a", "b"],
                    NodeHints = ["node-1"],
                    Weight = 10,
                },
                new SliceEndpoint(IPAddress.Parse("fd00::2")) { Weight = 3 },
            ],
            TriggerTime = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234568),
        };
        Assert.Equal(expected, slice);
    }

    [Fact]
    public void Absent_conditions_speak_for_the_endpoint()
    {
        SliceEndpoint endpoint = Assert.Single(Reading.Slice("").Good().Endpoints);

        Assert.True(endpoint is { IsReady: true, IsServing: true, IsTerminating: false, Weight: 1, NodeName: null });
    }

    [Theory]
    [InlineData("\"endpoints\": [{\"addresses\": []}]", "endpoints[0].addresses: is empty: the endpoint is left out")]
    [InlineData("\"endpoints\": [{}]", "endpoints[0].addresses: is empty: the endpoint is left out")]
    [InlineData("\"endpoints\": [{\"addresses\": [\"pod\"]}]", "endpoints[0].addresses[0]: is no IP address: the endpoint \"pod\" is left out")]
    [InlineData("\"endpoints\": [{\"addresses\": [\"fd00::1\"]}]", "endpoints[0].addresses[0]: is not of the slice's addressType: the endpoint \"fd00::1\" is left out")]
    public void An_endpoint_without_a_usable_address_is_left_out(string fields, string expected)
    {
        ReadResult<EndpointSlice> result = Reading.Slice(fields);

        Assert.Equal(expected, result.Warning());
        Assert.Empty(result.Good().Endpoints);
    }

    [Theory]
    [InlineData("{\"port\": 80}", "ports[0].name: is missing: the port is left out")]
    [InlineData("{\"name\": null, \"port\": 80}", "ports[0].name: is missing: the port is left out")]
    [InlineData("{\"name\": \"a\"}", "ports[0].port: is missing or 0: the port is left out")]
    [InlineData("{\"name\": \"a\", \"port\": 0}", "ports[0].port: is missing or 0: the port is left out")]
    public void A_port_without_name_or_number_is_left_out(string port, string expected)
    {
        ReadResult<EndpointSlice> result = Reading.Slice($"\"ports\": [{port}]");

        Assert.Equal(expected, result.Warning());
        Assert.Empty(result.Good().Ports);
    }

    [Theory]
    [InlineData("\"addressType\": \"FQDN\", \"endpoints\": [{\"addresses\": [\"a.example\"]}]", "addressType: is FQDN")]
    [InlineData("\"metadata\": {\"name\": \"web-1\"}", "metadata.labels[kubernetes.io/service-name]: is missing")]
    public void A_slice_that_no_service_can_use_is_left_out_with_a_warning(string fields, string expected)
    {
        ReadResult<EndpointSlice> result = Reading.Slice(fields);

        Assert.StartsWith(expected, result.Warning(), StringComparison.Ordinal);
        Assert.Null(result.Object);
    }

    [Theory]
    [InlineData("\"addressType\": \"IPX\"", "addressType: must be one of IPv4, IPv6, FQDN, not \"IPX\"")]
    [InlineData("\"addressType\": null", "addressType: is required")]
    [InlineData("\"ports\": [{\"name\": \"a\", \"port\": 70000}]", "ports[0].port: must be a whole number from 0 to 65535, not 70000")]
    [InlineData("\"ports\": [{\"name\": \"A b\", \"port\": 80}]", "ports[0].name: must be at most 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit, not \"A b\"")]
    [InlineData("\"endpoints\": [{\"addresses\": [5]}]", "endpoints[0].addresses[0]: must be a string, not 5")]
    [InlineData("\"endpoints\": [{\"addresses\": [\"10.1.0.1\"], \"conditions\": {\"ready\": \"yes\"}}]", "endpoints[0].conditions.ready: must be true or false, not \"yes\"")]
    [InlineData("\"endpoints\": [{\"addresses\": [\"10.1.0.1\"], \"hints\": {\"forZones\": [7]}}]", "endpoints[0].hints.forZones[0]: must be an object, not 7")]
    public void An_error_names_the_field_and_loses_the_slice(string fields, string expected) =>
        Assert.Equal(expected, Reading.Slice(fields).Error());

    [Theory]
    [InlineData("10.1.0.1=0", 0)]
    [InlineData("10.1.0.1=256", 256)]
    [InlineData("10.1.0.9=5,*=7", 7)]
    [InlineData("10.1.0.9=5", 1)]
    public void Weights_are_read_from_the_annotation(string weights, int expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Slice("", $"\"annotations\": {{\"proxier.dev/weights\": \"{weights}\"}}").Good().Endpoints).Weight);

    [Theory]
    [InlineData("10.1.0.1=257")]
    [InlineData("10.1.0.1=-1")]
    [InlineData("10.1.0.1")]
    [InlineData("pod=1")]
    [InlineData("*=x")]
    public void A_bad_weight_is_ignored_with_a_warning(string weight)
    {
        ReadResult<EndpointSlice> result = Reading.Slice("", $"\"annotations\": {{\"proxier.dev/weights\": \"{weight},10.1.0.9=2\"}}");

        Assert.Equal($"metadata.annotations[proxier.dev/weights]: \"{weight}\" is ignored: it is not ADDRESS=WEIGHT or *=WEIGHT, 0 to 256", result.Warning());
        Assert.Equal(1, Assert.Single(result.Good().Endpoints).Weight);
    }

    [Fact]
    public void A_trigger_time_that_is_none_is_ignored_with_a_warning()
    {
        ReadResult<EndpointSlice> result = Reading.Slice("", "\"annotations\": {\"endpoints.kubernetes.io/last-change-trigger-time\": \"soon\"}");

        Assert.Equal("metadata.annotations[endpoints.kubernetes.io/last-change-trigger-time]: is ignored: \"soon\" is not a time", result.Warning());
        Assert.Null(result.Good().TriggerTime);
    }

    [Theory]
    [InlineData("service.kubernetes.io/service-proxy-name")]
    [InlineData("service.kubernetes.io/headless")]
    public void A_label_hands_the_slice_to_another_proxy(string label) =>
        Assert.True(Reading.Slice("", $"\"labels\": {{\"kubernetes.io/service-name\": \"web\", \"{label}\": \"x\"}}").Good().IsForAnotherProxy);
}
