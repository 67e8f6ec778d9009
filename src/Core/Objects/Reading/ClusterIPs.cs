using System.Net;
using System.Net.Sockets;

namespace Proxier.Core.Objects.Reading;

/// <summary>
/// The cluster addresses of a Service: <c>clusterIPs</c>, each of the family at the same place of <c>ipFamilies</c>, or the
/// older <c>clusterIP</c> alone.
/// </summary>
/// <param name="IsHeadless">Says <c>None</c>: the Service wants no address.</param>
internal readonly record struct ClusterIPs(bool IsHeadless, EquatableArray<IPAddress> Addresses)
{
    private const string None = "None";

    public bool IsUnset => Addresses.IsEmpty && !IsHeadless;

    private static readonly (string, AddressFamily)[] Families =
        [("IPv4", AddressFamily.InterNetwork), ("IPv6", AddressFamily.InterNetworkV6)];

    public static ClusterIPs Read(ObjectField spec)
    {
        AddressFamily?[] families = [.. spec.Items("ipFamilies").Select(item => item.Word(Families))];
        List<(Field Field, string Text)> texts = ReadTexts(spec);
        List<IPAddress> addresses = [];
        for (int i = 0; i < texts.Count; i++)
        {
            if (texts[i].Text is not ("" or None) && ReadAddress(texts[i].Field, texts[i].Text, families.ElementAtOrDefault(i)) is { } address)
                Add(addresses, address, texts[i].Field);
        }

        return new ClusterIPs(texts.Any(entry => entry.Text == None), addresses.ToEquatableArray());
    }

    private static List<(Field Field, string Text)> ReadTexts(ObjectField spec)
    {
        List<(Field Field, string Text)> texts = [];
        foreach (Field item in spec.Items("clusterIPs"))
        {
            if (item.Text() is { } text)
                texts.Add((item, text));
        }

        if (spec.Member("clusterIP") is not { } single || single.Text() is not { Length: > 0 } singleText)
            return texts;
        if (texts.Count == 0)
            texts.Add((single, singleText));
        else if (texts[0].Text != singleText)
            single.Error($"must equal clusterIPs[0], {Excerpt.Of(texts[0].Text)}, but is {Excerpt.Of(singleText)}");
        return texts;
    }

    private static IPAddress? ReadAddress(Field field, string text, AddressFamily? family)
    {
        if (!AddressText.TryParseAddress(text, out IPAddress address))
            field.Error($"must be an IP address or None, not {Excerpt.Of(text)}");
        else if (family is not null && address.AddressFamily != family)
            field.Error($"must be of the family at the same place of ipFamilies, and {Excerpt.Of(text)} is not");
        return address;
    }

    private static void Add(List<IPAddress> addresses, IPAddress address, Field field)
    {
        if (addresses.Exists(other => other.AddressFamily == address.AddressFamily))
            field.Error("must be the only address of its family");
        addresses.Add(address);
    }
}
