namespace Proxier.Core.Objects.Reading;

internal static class ServiceReader
{
    /// <summary>What the API server fills in for <c>timeoutSeconds</c>: three hours.</summary>
    private const int DefaultAffinitySeconds = 10800;

    private const int MaxAffinitySeconds = 86400;

    private static readonly (string, ServiceType)[] Types =
    [
        ("ClusterIP", ServiceType.ClusterIP),
        ("NodePort", ServiceType.NodePort),
        ("LoadBalancer", ServiceType.LoadBalancer),
        ("ExternalName", ServiceType.ExternalName),
    ];

    private static readonly (string, TrafficPolicy)[] Policies = [("Cluster", TrafficPolicy.Cluster), ("Local", TrafficPolicy.Local)];

    private static readonly (string, bool)[] Affinities = [("None", false), ("ClientIP", true)];

    public static Service Read(ObjectField root, ObjectName name, StringPool pool)
    {
        ObjectField spec = root.Object("spec");
        ServiceType type = spec.Word("type", Types) ?? ServiceType.ClusterIP;
        ClusterIPs clusterIPs = ClusterIPs.Read(spec);
        if (type != ServiceType.ExternalName && clusterIPs.IsUnset)
            spec.Warn("clusterIP", "is empty, so nothing answers for this Service: the API server would have chosen an address");
        return new Service(name)
        {
            Type = type,
            // The API has seen ExternalName Services that kept an address of an earlier type; it means nothing.
            ClusterIPs = type == ServiceType.ExternalName ? [] : clusterIPs.Addresses,
            Ports = ServicePortReader.Read(spec, isRequired: type != ServiceType.ExternalName && !clusterIPs.IsHeadless, pool),
            ExternalIPs = AddressFields.ReadAddresses(spec, "externalIPs"),
            LoadBalancerIPs = LoadBalancerReader.ReadAddresses(root),
            LoadBalancerSourceRanges = AddressFields.ReadAllowed(spec, "loadBalancerSourceRanges"),
            ExternalTrafficPolicy = spec.Word("externalTrafficPolicy", Policies) ?? TrafficPolicy.Cluster,
            InternalTrafficPolicy = spec.Word("internalTrafficPolicy", Policies) ?? TrafficPolicy.Cluster,
            HealthCheckNodePort = (ushort)(spec.Integer("healthCheckNodePort", 0, ushort.MaxValue) ?? 0),
            AffinityTimeout = ReadAffinity(spec),
            SchedulerName = root.Object("metadata").Object("annotations").Text(Service.SchedulerAnnotation),
            ProxyProtocolName = root.Object("metadata").Object("annotations").Text(Service.ProxyProtocolAnnotation),
            IsForAnotherProxy = MetadataReader.IsForAnotherProxy(root),
        };
    }

    private static TimeSpan? ReadAffinity(ObjectField spec)
    {
        ObjectField clientIP = spec.Object("sessionAffinityConfig").Object("clientIP");
        int seconds = clientIP.Integer("timeoutSeconds", 1, MaxAffinitySeconds) ?? DefaultAffinitySeconds;
        return spec.Word("sessionAffinity", Affinities) ?? false ? TimeSpan.FromSeconds(seconds) : null;
    }
}
