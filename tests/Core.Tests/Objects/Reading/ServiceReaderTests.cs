using System.Net;
using Proxier.Core.Objects;
using Proxier.Core.Objects.Reading;

namespace Proxier.Core.Tests.Objects.Reading;

public sealed class ServiceReaderTests
{
    [Fact]
    public void A_whole_service_is_read()
    {
        Service service = Reading.ReadService("""
            {
              "apiVersion": "v1", "kind": "Service",
              "metadata": {"namespace": "shop", "name": "web", "annotations": {"proxier.dev/scheduler": "maglev", "proxier.dev/proxy-protocol": "v2"}},
              "spec": {
                "type": "LoadBalancer", "clusterIP": "10.0.0.1", "clusterIPs": ["10.0.0.1", "fd00::1"], "ipFamilies": ["IPv4", "IPv6"],
                "ports": [
                  {"name": "http", "port": 80, "targetPort": "http", "nodePort": 30080, "appProtocol": "h2c"},
                  {"name": "dns", "protocol": "UDP", "port": 53, "targetPort": 5353}
                ],
                "externalIPs": ["192.0.2.7"], "loadBalancerSourceRanges": ["203.0.113.0/24"],
                "externalTrafficPolicy": "Local", "internalTrafficPolicy": "Local", "healthCheckNodePort": 31000,
                "sessionAffinity": "ClientIP", "sessionAffinityConfig": {"clientIP": {"timeoutSeconds": 60}}
              },
              "status": {"loadBalancer": {"ingress": [{"ip": "198.51.100.1", "ipMode": "VIP"}, {"hostname": "lb.example"}]}}
            }
            """).Good();

        var expected = new Service(new ObjectName("shop", "web"))
        {
            Type = ServiceType.LoadBalancer,
            ClusterIPs = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1")],
            Ports = [new ServicePortSpec("http", Protocol.Tcp, 80, 30080), new ServicePortSpec("dns", Protocol.Udp, 53, 0)],
            ExternalIPs = [IPAddress.Parse("192.0.2.7")],
            LoadBalancerIPs = [IPAddress.Parse("198.51.100.1")],
            LoadBalancerSourceRanges = [IPNetwork.Parse("203.0.113.0/24")],
            ExternalTrafficPolicy = TrafficPolicy.Local,
            InternalTrafficPolicy = TrafficPolicy.Local,
            HealthCheckNodePort = 31000,
            AffinityTimeout = TimeSpan.FromSeconds(60),
            SchedulerName = "maglev",
            ProxyProtocolName = "v2",
        };
        Assert.Equal(expected, service);
    }

    [Fact]
    public void Absent_and_null_fields_have_the_defaults_of_the_API()
    {
        Service service = Reading.Service("\"type\": null, \"sessionAffinity\": null, \"externalIPs\": null").Good();

        Assert.Equal(new Service(new ObjectName("default", "web"))
        {
            ClusterIPs = [IPAddress.Parse("10.0.0.1")],
            Ports = [new ServicePortSpec("", Protocol.Tcp, 80, 0)],
        }, service);
    }

    [Fact]
    public void Affinity_lasts_three_hours_when_no_time_is_given() =>
        Assert.Equal(TimeSpan.FromHours(3), Reading.Service("\"sessionAffinity\": \"ClientIP\"").Good().AffinityTimeout);

    [Fact]
    public void The_namespace_is_default_when_none_is_given() =>
        Assert.Equal(
            new ObjectName("default", "web"),
            Reading.ReadService("""{"metadata": {"name": "web"}, "spec": {"clusterIP": "None"}}""").Good().Name);

    [Theory]
    [InlineData("\"clusterIP\": \"None\"")]
    [InlineData("\"clusterIP\": \"None\", \"clusterIPs\": [\"None\"], \"ipFamilies\": [\"IPv4\", \"IPv6\"]")]
    [InlineData("\"type\": \"ExternalName\", \"clusterIP\": \"10.0.0.1\"")]
    [InlineData("\"type\": \"ExternalName\", \"clusterIP\": \"\"")]
    public void Headless_and_external_name_services_have_no_cluster_ips(string spec)
    {
        ReadResult<Service> result = Reading.Service(spec);

        Assert.Empty(result.Good().ClusterIPs);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_service_that_was_given_no_address_is_told_about() =>
        Assert.StartsWith("spec.clusterIP: is empty", Reading.Service("\"clusterIP\": \"\"").Warning(), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"clusterIP\": \"010.000.0.09\"", "10.0.0.9")]
    [InlineData("\"clusterIPs\": [\"10.0.0.1\", \"fd00::1\"]", "10.0.0.1 fd00::1")]
    [InlineData("\"clusterIP\": \"fd00::1\", \"clusterIPs\": [\"fd00::1\"], \"ipFamilies\": [\"IPv6\"]", "fd00::1")]
    [InlineData("\"clusterIP\": \"fd00::1\", \"ipFamilies\": [\"IPv6\", \"IPv4\"]", "fd00::1")]
    [InlineData("\"clusterIP\": \"::ffff:10.0.0.1\"", "10.0.0.1")]
    public void Cluster_ips_are_read_leniently(string spec, string expected) =>
        Assert.Equal(expected, string.Join(' ', Reading.Service(spec).Good().ClusterIPs));

    [Theory]
    [InlineData("\"clusterIP\": \"10.0.0\"", "spec.clusterIP: must be an IP address or None, not \"10.0.0\"")]
    [InlineData("\"clusterIP\": \"10.0.0.256\"", "spec.clusterIP: must be an IP address or None, not \"10.0.0.256\"")]
    [InlineData("\"clusterIPs\": [\"10.0.0.2\"]", "spec.clusterIP: must equal clusterIPs[0], \"10.0.0.2\", but is \"10.0.0.1\"")]
    [InlineData("\"clusterIPs\": [\"10.0.0.1\", \"10.0.0.2\"]", "spec.clusterIPs[1]: must be the only address of its family")]
    [InlineData("\"ipFamilies\": [\"IPv6\"]", "spec.clusterIP: must be of the family at the same place of ipFamilies, and \"10.0.0.1\" is not")]
    [InlineData("\"ipFamilies\": [\"IPv5\"]", "spec.ipFamilies[0]: must be one of IPv4, IPv6, not \"IPv5\"")]
    [InlineData("\"type\": \"Clusterip\"", "spec.type: must be one of ClusterIP, NodePort, LoadBalancer, ExternalName, not \"Clusterip\"")]
    [InlineData("\"externalTrafficPolicy\": \"local\"", "spec.externalTrafficPolicy: must be one of Cluster, Local, not \"local\"")]
    [InlineData("\"internalTrafficPolicy\": 1", "spec.internalTrafficPolicy: must be a string, not 1")]
    [InlineData("\"sessionAffinity\": \"Cookie\"", "spec.sessionAffinity: must be one of None, ClientIP, not \"Cookie\"")]
    [InlineData("\"sessionAffinityConfig\": {\"clientIP\": {\"timeoutSeconds\": 0}}", "spec.sessionAffinityConfig.clientIP.timeoutSeconds: must be a whole number from 1 to 86400, not 0")]
    [InlineData("\"healthCheckNodePort\": 65536", "spec.healthCheckNodePort: must be a whole number from 0 to 65535, not 65536")]
    [InlineData("\"externalIPs\": \"192.0.2.1\"", "spec.externalIPs: must be an array, not \"192.0.2.1\"")]
    [InlineData("\"externalIPs\": [4]", "spec.externalIPs[0]: must be a string, not 4")]
    [InlineData("\"ports\": []", "spec.ports: is required")]
    [InlineData("\"ports\": [80]", "spec.ports[0]: must be an object, not 80")]
    [InlineData("\"ports\": [{}]", "spec.ports[0].port: is required")]
    [InlineData("\"ports\": [{\"port\": 0}]", "spec.ports[0].port: must be a whole number from 1 to 65535, not 0")]
    [InlineData("\"ports\": [{\"port\": 80.5}]", "spec.ports[0].port: must be a whole number from 1 to 65535, not 80.5")]
    [InlineData("\"ports\": [{\"port\": 1e999}]", "spec.ports[0].port: must be a whole number from 1 to 65535, not 1e999")]
    [InlineData("\"ports\": [{\"port\": 99999999999999999999999}]", "spec.ports[0].port: must be a whole number from 1 to 65535, not 99999999999999999999999")]
    [InlineData("\"ports\": [{\"port\": \"80\"}]", "spec.ports[0].port: must be a whole number from 1 to 65535, not \"80\"")]
    [InlineData("\"ports\": [{\"port\": 80, \"nodePort\": -1}]", "spec.ports[0].nodePort: must be a whole number from 0 to 65535, not -1")]
    [InlineData("\"ports\": [{\"port\": 80, \"protocol\": \"tcp\"}]", "spec.ports[0].protocol: must be one of TCP, UDP, SCTP, not \"tcp\"")]
    [InlineData("\"ports\": [{\"name\": \"a\", \"port\": 80}, {\"name\": \"a\", \"port\": 81}]", "spec.ports[1].name: is the name of an earlier port too")]
    [InlineData("\"ports\": [{\"port\": 80}, {\"port\": 81}]", "spec.ports[1].name: is required on each of several ports")]
    [InlineData("\"ports\": [{\"name\": \"a\", \"port\": 80}, {\"name\": \"b\", \"port\": 80}]", "spec.ports[1].port: is the number of an earlier port of the same protocol too")]
    [InlineData("\"ports\": [{\"name\": \"a\", \"port\": 80, \"nodePort\": 30000}, {\"name\": \"b\", \"port\": 81, \"nodePort\": 30000}]", "spec.ports[1].nodePort: is the node port of an earlier port of the same protocol too")]
    public void An_error_names_the_field_and_loses_the_service(string spec, string expected) =>
        Assert.Equal(expected, Reading.Service(spec).Error());

    [Fact]
    public void One_number_may_serve_two_protocols() =>
        Assert.Equal(2, Reading.Service("""
            "ports": [{"name": "dns", "port": 53, "nodePort": 30053, "protocol": "UDP"}, {"name": "dns-tcp", "port": 53, "nodePort": 30053}]
            """).Good().Ports.Count);

    [Fact]
    public void All_errors_are_told_at_once()
    {
        ReadResult<Service> result = Reading.ReadService("""
            {"metadata": {"namespace": "no_namespace"},
             "spec": {"type": 7, "clusterIP": true, "ports": [{"port": 0}, {"port": 80, "nodePort": "x"}], "externalIPs": {}}}
            """);

        Assert.Null(result.Object);
        Assert.Null(result.Name);
        Assert.Equal(
            ["metadata.name", "metadata.namespace", "spec.clusterIP", "spec.externalIPs", "spec.ports[0].port", "spec.ports[1].nodePort", "spec.type"],
            result.Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_bad_address_or_range_costs_only_itself()
    {
        ReadResult<Service> result = Reading.Service(
            "\"externalIPs\": [\"nonsense\", \" 192.0.2.1 \", \"\", \"192.0.2.1\"], \"loadBalancerSourceRanges\": [\" 203.0.113.77/25\", \"10.0.0.0/33\", \"10.0.0.1\"]",
            status: """{"loadBalancer": {"ingress": [{"ip": "::g"}, {"ip": "fd00::9"}]}}""");

        Service service = result.Good();
        Assert.Equal([IPAddress.Parse("192.0.2.1")], service.ExternalIPs);
        Assert.Equal([IPNetwork.Parse("203.0.113.0/25")], service.LoadBalancerSourceRanges);
        Assert.Equal([IPAddress.Parse("fd00::9")], service.LoadBalancerIPs);
        Assert.Equal(
            ["spec.externalIPs[0]", "spec.loadBalancerSourceRanges[1]", "spec.loadBalancerSourceRanges[2]", "status.loadBalancer.ingress[0].ip"],
            result.Warnings.Select(warning => warning.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[\"10.0.0.0/33\"]")]
    [InlineData("[\" \"]")]
    public void Source_ranges_that_are_all_bad_do_not_open_the_service_to_everybody(string ranges) =>
        Assert.Equal(
            "spec.loadBalancerSourceRanges: must hold a range such as 192.0.2.0/24: without any, everybody could connect",
            Reading.Service($"\"loadBalancerSourceRanges\": {ranges}").Error());

    [Fact]
    public void Load_balancer_addresses_of_mode_Proxy_are_not_captured() =>
        Assert.Equal(
            [IPAddress.Parse("198.51.100.2")],
            Reading.Service("", status: """{"loadBalancer": {"ingress": [{"ip": "198.51.100.1", "ipMode": "Proxy"}, {"ip": "198.51.100.2"}]}}""").Good().LoadBalancerIPs);

    [Theory]
    [InlineData("service.kubernetes.io/service-proxy-name")]
    [InlineData("service.kubernetes.io/headless")]
    public void A_label_hands_the_service_to_another_proxy(string label)
    {
        Assert.True(Reading.Service("", $"\"labels\": {{\"{label}\": \"\"}}").Good().IsForAnotherProxy);
        Assert.False(Reading.Service("", $"\"labels\": {{\"x{label}\": \"\"}}").Good().IsForAnotherProxy);
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_an_error() =>
        Assert.Equal("spec.type: must be text in valid Unicode", Reading.Service("\"type\": \"\\ud800\"").Error());

    [Fact]
    public void Something_that_is_no_object_is_an_error() =>
        Assert.Equal("must be an object, not an array", Reading.ReadService("[]").Error());
}
