using Proxier.Core.Iptables;
using Proxier.Core.Objects;

namespace Proxier.Backends.Iptables.Dispatch;

/// <summary>All keys that begin with the same digits.</summary>
internal readonly record struct DispatchPrefix(DispatchKey Key, int Length)
{
    private int PortDigits => Length - Key.AddressDigits - 1;

    /// <summary>A range of addresses, or one address; null for node ports.</summary>
    public string? Destination => Key.ToAddress() switch
    {
        null => null,
        var address when Length < Key.AddressDigits => address.ToNetwork(4 * Length).ToString(),
        var address => address.ToString(),
    };

    /// <summary>Null: any.</summary>
    public string? Protocol => PortDigits < 0 ? null : RuleWords.Of(Key.Protocol);

    /// <summary>A range of ports, or one; null: any.</summary>
    public string? Ports
    {
        get
        {
            if (PortDigits <= 0)
                return null;
            int rest = (1 << (4 * (4 - PortDigits))) - 1, first = Key.Port & ~rest;
            return rest == 0 ? $"{first}" : $"{first}:{first + rest}";
        }
    }

    public override string ToString() => $"{Destination} {Protocol} {Ports}";
}
