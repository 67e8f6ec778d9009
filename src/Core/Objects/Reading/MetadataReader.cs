namespace Proxier.Core.Objects.Reading;

/// <summary>Names and labels, which all kinds of objects have in the same place.</summary>
internal static class MetadataReader
{
    /// <summary>Where an object belongs that names no namespace.</summary>
    private const string DefaultNamespace = "default";

    public static ObjectName? ReadServiceName(ObjectField root, StringPool pool) => ReadNamespaced(root, NameForm.Label, pool);

    public static ObjectName? ReadSliceName(ObjectField root, StringPool pool) => ReadNamespaced(root, NameForm.Subdomain, pool);

    public static ObjectName? ReadClusterWideName(ObjectField root, StringPool pool) =>
        NameForm.Subdomain.Required(root.Object("metadata"), "name", pool) is { } name ? new ObjectName("", name) : null;

    public static bool IsForAnotherProxy(ObjectField root)
    {
        ObjectField labels = root.Object("metadata").Object("labels");
        return labels.Has(Service.ProxyNameLabel) || labels.Has(Service.HeadlessLabel);
    }

    private static ObjectName? ReadNamespaced(ObjectField root, NameForm nameForm, StringPool pool)
    {
        ObjectField metadata = root.Object("metadata");
        string? space = metadata.IsUnset("namespace") ? DefaultNamespace : NameForm.Label.Optional(metadata, "namespace", pool);
        string? name = nameForm.Required(metadata, "name", pool);
        return space is null || name is null ? null : new ObjectName(space, name);
    }
}
