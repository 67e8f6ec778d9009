using System.Net;

namespace Proxier.Core.Objects.Reading;

internal static class NodeReader
{
    public static Node Read(ObjectField root, ObjectName name, StringPool pool)
    {
        ObjectField metadata = root.Object("metadata");
        return new Node(name.Name)
        {
            Zone = metadata.Object("labels").Text(Node.ZoneLabel) is { Length: > 0 } zone ? pool.Share(zone) : null,
            Addresses = ReadAddresses(root.Object("status")),
            PodCidrs = ReadPodCidrs(root.Object("spec")),
            IsLeaving = !metadata.IsUnset("deletionTimestamp") | HasAutoscalerTaint(root.Object("spec")),
        };
    }

    private static EquatableArray<IPAddress> ReadAddresses(ObjectField status)
    {
        List<IPAddress> internals = [], externals = [];
        foreach (Field item in status.Items("addresses"))
        {
            ObjectField field = item.Object();
            // Other types, Hostname among them, hold no addresses.
            List<IPAddress>? list = field.Text("type") switch { "InternalIP" => internals, "ExternalIP" => externals, _ => null };
            if (list is null || field.Text("address") is not { } text)
                continue;
            if (AddressText.TryParseAddress(text, out IPAddress address))
                list.Add(address);
            else
                field.Warn("address", $"is left out: {Excerpt.Of(text)} is not an IP address");
        }

        return internals.Concat(externals).Distinct().ToEquatableArray();
    }

    private static EquatableArray<IPNetwork> ReadPodCidrs(ObjectField spec)
    {
        EquatableArray<IPNetwork> ranges = AddressFields.ReadRanges(spec, "podCIDRs");
        if (!ranges.IsEmpty || spec.Text("podCIDR") is not { Length: > 0 } text)
            return ranges;
        if (AddressText.TryParseNetwork(text, out IPNetwork single))
            return [single];
        spec.Warn("podCIDR", $"is left out: {Excerpt.Of(text)} is not a range such as 192.0.2.0/24");
        return [];
    }

    private static bool HasAutoscalerTaint(ObjectField spec)
    {
        bool isTainted = false;
        foreach (Field item in spec.Items("taints"))
            isTainted |= item.Object().Text("key") == Node.AutoscalerTaint;
        return isTainted;
    }
}
