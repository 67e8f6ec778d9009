namespace Proxier.Core.Objects.Reading;

internal static class SlicePortReader
{
    public static EquatableArray<SlicePort> Read(ObjectField root, StringPool pool)
    {
        List<SlicePort> ports = [];
        foreach (Field item in root.Items("ports"))
        {
            if (ReadPort(item.Object(), pool) is { } port && !ports.Contains(port))
                ports.Add(port);
        }

        return ports.ToEquatableArray();
    }

    private static SlicePort? ReadPort(ObjectField field, StringPool pool)
    {
        string? name = field.Text("name") is "" ? "" : NameForm.Label.Optional(field, "name", pool);
        Protocol protocol = field.Word("protocol", ProtocolWords.All) ?? Protocol.Tcp;
        int? port = field.Integer("port", 0, ushort.MaxValue);
        // The API lets both be absent; "every name" and "every port" mean nothing to a service proxy.
        if (field.Member("name") is null)
            field.Warn("name", "is missing: the port is left out");
        else if (port is null or 0)
            field.Warn("port", "is missing or 0: the port is left out");
        return name is null || port is null or 0 ? null : new SlicePort(name, protocol, (ushort)port);
    }
}
