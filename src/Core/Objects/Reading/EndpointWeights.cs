using System.Globalization;
using System.Net;

namespace Proxier.Core.Objects.Reading;

/// <summary>The weights of a slice's endpoints, from <see cref="EndpointSlice.WeightsAnnotation"/>.</summary>
internal sealed class EndpointWeights
{
    private const int MaxWeight = 256;

    private const int DefaultWeight = 1;

    private static readonly EndpointWeights None = new();

    private readonly Dictionary<IPAddress, int> _weights = [];
    private int _others = DefaultWeight;

    public static EndpointWeights Read(ObjectField annotations)
    {
        if (annotations.Text(EndpointSlice.WeightsAnnotation) is not { Length: > 0 } text)
            return None;
        var weights = new EndpointWeights();
        foreach (Range entry in text.AsSpan().Split(','))
        {
            if (!weights.TryAdd(text.AsSpan()[entry].Trim()))
                annotations.Warn(EndpointSlice.WeightsAnnotation, $"{Excerpt.Of(text.AsSpan()[entry])} is ignored: it is not ADDRESS=WEIGHT or *=WEIGHT, 0 to {MaxWeight}");
        }

        return weights;
    }

    public int Of(IPAddress address) => _weights.GetValueOrDefault(address, _others);

    private bool TryAdd(ReadOnlySpan<char> entry)
    {
        int equals = entry.IndexOf('=');
        if (equals < 0 || !int.TryParse(entry[(equals + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int weight))
            return false;
        if (weight > MaxWeight)
            return false;
        ReadOnlySpan<char> address = entry[..equals].Trim();
        if (address is "*")
            _others = weight;
        else if (AddressText.TryParseAddress(address.ToString(), out IPAddress parsed))
            _weights[parsed] = weight;
        else
            return false;
        return true;
    }
}
