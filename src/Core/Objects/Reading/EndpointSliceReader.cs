using System.Globalization;

namespace Proxier.Core.Objects.Reading;

internal static class EndpointSliceReader
{
    private enum AddressType
    {
        IPv4,
        IPv6,
        Fqdn,
    }

    private static readonly (string, AddressType)[] AddressTypes =
        [("IPv4", AddressType.IPv4), ("IPv6", AddressType.IPv6), ("FQDN", AddressType.Fqdn)];

    /// <summary>Null when no Service can use the slice.</summary>
    public static EndpointSlice? Read(ObjectField root, ObjectName name, StringPool pool)
    {
        if (root.IsUnset("addressType"))
            root.Error("addressType", "is required");
        AddressType? type = root.Word("addressType", AddressTypes);
        string? service = ReadServiceName(root, pool);
        if (type == AddressType.Fqdn)
        {
            root.Warn("addressType", "is FQDN: the slice is left out, as its endpoints have no addresses");
            return null;
        }

        IpFamily family = type == AddressType.IPv6 ? IpFamily.IPv6 : IpFamily.IPv4;
        var slice = new EndpointSlice(name, new ObjectName(name.Namespace, service ?? ""), family)
        {
            Ports = SlicePortReader.Read(root, pool),
            Endpoints = SliceEndpointReader.Read(root, family, pool),
            TriggerTime = ReadTriggerTime(root),
            IsForAnotherProxy = MetadataReader.IsForAnotherProxy(root),
        };
        return service is null ? null : slice;
    }

    private static string? ReadServiceName(ObjectField root, StringPool pool)
    {
        ObjectField labels = root.Object("metadata").Object("labels");
        if (labels.IsUnset(EndpointSlice.ServiceNameLabel))
            labels.Warn(EndpointSlice.ServiceNameLabel, "is missing: the slice is left out, as it belongs to no Service");
        return NameForm.Label.Optional(labels, EndpointSlice.ServiceNameLabel, pool);
    }

    private static DateTimeOffset? ReadTriggerTime(ObjectField root)
    {
        ObjectField annotations = root.Object("metadata").Object("annotations");
        if (annotations.Text(EndpointSlice.TriggerTimeAnnotation) is not { Length: > 0 } text)
            return null;
        // RFC 3339 with up to nine digits of a second; .NET keeps seven.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            return time;
        annotations.Warn(EndpointSlice.TriggerTimeAnnotation, $"is ignored: {Excerpt.Of(text)} is not a time");
        return null;
    }
}
