using System.Net;

namespace Proxier.Core.Objects.Reading;

/// <summary>Lists of addresses and ranges in which one bad entry costs only itself.</summary>
internal static class AddressFields
{
    public static EquatableArray<IPAddress> ReadAddresses(ObjectField parent, string field)
    {
        List<IPAddress> addresses = [];
        foreach (Field item in parent.Items(field))
        {
            if (item.Text() is not { } text || string.IsNullOrWhiteSpace(text))
                continue;
            if (!AddressText.TryParseAddress(text, out IPAddress address))
                item.Warn($"is left out: {Excerpt.Of(text)} is not an IP address");
            else if (!addresses.Contains(address))
                addresses.Add(address);
        }

        return addresses.ToEquatableArray();
    }

    /// <summary>The ranges that may connect. Empty means everybody, so a list of nothing but mistakes is an error.</summary>
    public static EquatableArray<IPNetwork> ReadAllowed(ObjectField parent, string field)
    {
        EquatableArray<IPNetwork> ranges = ReadRanges(parent, field);
        if (ranges.IsEmpty && parent.First(field) is not null)
            parent.Error(field, "must hold a range such as 192.0.2.0/24: without any, everybody could connect");
        return ranges;
    }

    public static EquatableArray<IPNetwork> ReadRanges(ObjectField parent, string field)
    {
        List<IPNetwork> ranges = [];
        foreach (Field item in parent.Items(field))
        {
            if (item.Text() is not { } text || string.IsNullOrWhiteSpace(text))
                continue;
            if (!AddressText.TryParseNetwork(text, out IPNetwork range))
                item.Warn($"is left out: {Excerpt.Of(text)} is not a range such as 192.0.2.0/24");
            else if (!ranges.Contains(range))
                ranges.Add(range);
        }

        return ranges.ToEquatableArray();
    }
}
