using System.Net;

namespace Proxier.Core.Objects.Reading;

internal static class ServiceCidrReader
{
    public static ServiceCidr Read(ObjectField root, ObjectName name, StringPool pool)
    {
        ObjectField spec = root.Object("spec");
        if (spec.IsUnset("cidrs"))
            spec.Error("cidrs", "is required");
        List<IPNetwork> ranges = [];
        foreach (Field item in spec.Items("cidrs"))
        {
            if (item.Text() is not { } text)
                continue;
            if (AddressText.TryParseNetwork(text, out IPNetwork range))
                ranges.Add(range);
            else
                item.Error($"must be a range such as 192.0.2.0/24, not {Excerpt.Of(text)}");
        }

        return new ServiceCidr(name.Name, ranges.ToEquatableArray());
    }
}
