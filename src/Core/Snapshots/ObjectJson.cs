using System.Globalization;
using System.Net;
using System.Text.Json;
using Proxier.Core.Objects;

namespace Proxier.Core.Snapshots;

/// <summary>Writes objects as the API has them, with the fields that we honour: <see cref="Objects.Reading.ObjectReader"/> reads equal ones back.</summary>
internal static class ObjectJson
{
    public static void Write(Utf8JsonWriter json, Service service) => WriteObject(json, "v1", "Service", service.Name, () =>
    {
        json.WriteObject("annotations", () =>
        {
            json.WriteText(Service.SchedulerAnnotation, service.SchedulerName);
            json.WriteText(Service.ProxyProtocolAnnotation, service.ProxyProtocolName);
        });
    }, () =>
    {
        json.WriteObject("spec", () => WriteSpec(json, service));
        json.WriteObject("status", () => json.WriteObject("loadBalancer", () => json.WriteObjects("ingress", service.LoadBalancerIPs, address => WriteIngress(json, address))));
    });

    public static void Write(Utf8JsonWriter json, EndpointSlice slice) => WriteObject(json, "discovery.k8s.io/v1", "EndpointSlice", slice.Name, () =>
    {
        json.WriteObject("labels", () => json.WriteString(EndpointSlice.ServiceNameLabel, slice.Service.Name));
        json.WriteObject("annotations", () =>
        {
            json.WriteText(EndpointSlice.WeightsAnnotation, Weights(slice));
            json.WriteText(EndpointSlice.TriggerTimeAnnotation, slice.TriggerTime?.ToString("O", CultureInfo.InvariantCulture));
        });
    }, () =>
    {
        json.WriteString("addressType", slice.Family.ToString());
        json.WriteObjects("ports", slice.Ports, port => WritePort(json, port.Name, port.Protocol, port.Port, 0));
        json.WriteObjects("endpoints", slice.Endpoints, endpoint => Write(json, endpoint));
    });

    public static void Write(Utf8JsonWriter json, Node node) => WriteObject(json, "v1", "Node", new ObjectName("", node.Name),
        () => json.WriteObject("labels", () => json.WriteText(Node.ZoneLabel, node.Zone)),
        () =>
        {
            json.WriteObject("spec", () =>
            {
                json.WriteStrings("podCIDRs", node.PodCidrs);
                if (node.IsLeaving)
                    json.WriteObjects<string>("taints", [Node.AutoscalerTaint], key => WriteValue(json, ("key", key), ("effect", "NoSchedule")));
            });
            json.WriteObject("status", () => json.WriteObjects("addresses", node.Addresses, address => WriteValue(json, ("type", "InternalIP"), ("address", $"{address}"))));
        });

    public static void Write(Utf8JsonWriter json, ServiceCidr cidr) => WriteObject(json, "networking.k8s.io/v1", "ServiceCIDR", new ObjectName("", cidr.Name),
        () => { }, () => json.WriteObject("spec", () => json.WriteStrings("cidrs", cidr.Ranges)));

    private static void WriteSpec(Utf8JsonWriter json, Service service)
    {
        json.WriteString("type", service.Type.ToString());
        json.WriteString("clusterIP", service.ClusterIPs.IsEmpty ? "None" : $"{service.ClusterIPs[0]}");
        json.WriteStrings("clusterIPs", service.ClusterIPs);
        json.WriteStrings("ipFamilies", service.ClusterIPs.Select(address => address.Family()).ToEquatableArray());
        json.WriteObjects("ports", service.Ports, port => WritePort(json, port.Name, port.Protocol, port.Port, port.NodePort));
        json.WriteStrings("externalIPs", service.ExternalIPs);
        json.WriteStrings("loadBalancerSourceRanges", service.LoadBalancerSourceRanges);
        json.WriteString("externalTrafficPolicy", service.ExternalTrafficPolicy.ToString());
        json.WriteString("internalTrafficPolicy", service.InternalTrafficPolicy.ToString());
        json.WriteNumber("healthCheckNodePort", service.HealthCheckNodePort);
        json.WriteString("sessionAffinity", service.AffinityTimeout is null ? "None" : "ClientIP");
        if (service.AffinityTimeout is { } timeout)
            json.WriteObject("sessionAffinityConfig", () => json.WriteObject("clientIP", () => json.WriteNumber("timeoutSeconds", (int)timeout.TotalSeconds)));
    }

    private static void WriteIngress(Utf8JsonWriter json, IPAddress address) => WriteValue(json, ("ip", $"{address}"), ("ipMode", "VIP"));

    private static void WritePort(Utf8JsonWriter json, string name, Protocol protocol, ushort port, ushort nodePort)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("protocol", protocol.ToString().ToUpperInvariant());
        json.WriteNumber("port", port);
        if (nodePort != 0)
            json.WriteNumber("nodePort", nodePort);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SliceEndpoint endpoint)
    {
        json.WriteStartObject();
        json.WriteObjects<string>("addresses", [$"{endpoint.Address}"], json.WriteStringValue);
        json.WriteText("nodeName", endpoint.NodeName);
        json.WriteObject("conditions", () =>
        {
            json.WriteBoolean("ready", endpoint.IsReady);
            json.WriteBoolean("serving", endpoint.IsServing);
            json.WriteBoolean("terminating", endpoint.IsTerminating);
        });
        json.WriteObject("hints", () =>
        {
            json.WriteObjects("forZones", endpoint.ZoneHints, zone => WriteValue(json, ("name", zone)));
            json.WriteObjects("forNodes", endpoint.NodeHints, node => WriteValue(json, ("name", node)));
        });
        json.WriteEndObject();
    }

    private static string Weights(EndpointSlice slice) => string.Join(',', slice.Endpoints.Where(endpoint => endpoint.Weight != 1)
        .Select(endpoint => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}={endpoint.Weight}")).Distinct());

    private static void WriteObject(Utf8JsonWriter json, string apiVersion, string kind, ObjectName name, Action metadata, Action body)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", apiVersion);
        json.WriteString("kind", kind);
        json.WriteObject("metadata", () =>
        {
            json.WriteString("name", name.Name);
            json.WriteText("namespace", name.Namespace);
            metadata();
        });
        body();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Value)> members)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in members)
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
