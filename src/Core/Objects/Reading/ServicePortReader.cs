namespace Proxier.Core.Objects.Reading;

/// <summary>The ports of a Service. Two that claim the same name or number would become contradicting rules, so they are errors.</summary>
internal static class ServicePortReader
{
    public static EquatableArray<ServicePortSpec> Read(ObjectField spec, bool isRequired, StringPool pool)
    {
        List<ServicePortSpec> ports = [];
        bool isEmpty = true;
        foreach (Field item in spec.Items("ports"))
        {
            isEmpty = false;
            ObjectField field = item.Object();
            if (ReadPort(field, pool) is not { } port)
                continue;
            RefuseDuplicates(ports, port, field);
            ports.Add(port);
        }

        if (isRequired && isEmpty)
            spec.Error("ports", "is required");
        return ports.ToEquatableArray();
    }

    private static ServicePortSpec? ReadPort(ObjectField field, StringPool pool)
    {
        string? name = field.IsUnset("name") ? "" : NameForm.Label.Optional(field, "name", pool);
        Protocol protocol = field.Word("protocol", ProtocolWords.All) ?? Protocol.Tcp;
        int? port = field.Integer("port", 1, ushort.MaxValue);
        int nodePort = field.Integer("nodePort", 0, ushort.MaxValue) ?? 0;
        if (field.IsUnset("port"))
            field.Error("port", "is required");
        return name is null || port is null ? null : new ServicePortSpec(name, protocol, (ushort)port, (ushort)nodePort);
    }

    private static void RefuseDuplicates(List<ServicePortSpec> ports, ServicePortSpec port, ObjectField field)
    {
        foreach (ServicePortSpec other in ports)
        {
            if (other.Name == port.Name)
                field.Error("name", port.Name.Length == 0 ? "is required on each of several ports" : "is the name of an earlier port too");
            if (other.Protocol == port.Protocol && other.Port == port.Port)
                field.Error("port", "is the number of an earlier port of the same protocol too");
            if (other.Protocol == port.Protocol && other.NodePort == port.NodePort && port.NodePort != 0)
                field.Error("nodePort", "is the node port of an earlier port of the same protocol too");
        }
    }
}
