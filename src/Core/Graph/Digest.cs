using System.Globalization;

namespace Proxier.Core.Graph;

/// <summary>
/// A 128-bit content hash. Digests add up: the sum over a set does not depend on the order, and replacing one member costs one
/// subtraction and one addition.
/// </summary>
public readonly record struct Digest(UInt128 Value)
{
    public static Digest operator +(Digest left, Digest right) => new(unchecked(left.Value + right.Value));

    public static Digest operator -(Digest left, Digest right) => new(unchecked(left.Value - right.Value));

    public static Digest Add(Digest left, Digest right) => left + right;

    public static Digest Subtract(Digest left, Digest right) => left - right;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
