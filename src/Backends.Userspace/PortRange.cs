using System.Globalization;

namespace Proxier.Backends.Userspace;

/// <param name="First">1 and up.</param>
/// <param name="Last">Included.</param>
public readonly record struct PortRange(ushort First, ushort Last)
{
    /// <summary>Above the kernel's range for outgoing connections, and above node ports.</summary>
    public static PortRange Default { get; } = new(61000, 64999);

    public int Count => Last - First + 1;

    /// <summary>As kube-proxy writes them: <c>32000-32767</c>, <c>32000+700</c>, or one port. Nothing, or only zeros: <see cref="Default"/>.</summary>
    /// <exception cref="FormatException">It is not one of these.</exception>
    public static PortRange Parse(string text)
    {
        string[] parts = text.Split('-', '+');
        ushort first = parts[0].Length == 0 ? (ushort)0 : Number(parts[0]);
        int last = parts.Length < 2 ? first : text.Contains('+', StringComparison.Ordinal) ? first + Number(parts[1]) : Number(parts[1]);
        return first == 0 ? Default : parts.Length < 3 && last >= first && last <= ushort.MaxValue ? new PortRange(first, (ushort)last) : throw new FormatException($"'{text}' is not a range of ports.");
    }

    private static ushort Number(string text) => ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
