namespace Proxier.Core.Objects.Reading;

/// <summary>Something wrong with one field of an object, worded so that it can follow the field's name.</summary>
/// <param name="Field">Path of the field, such as <c>spec.ports[1].nodePort</c>; empty for the object itself.</param>
/// <param name="Problem">What is wrong and, for a warning, what is done about it. Printable ASCII: untrusted text in it is escaped.</param>
public readonly record struct Finding(string Field, string Problem)
{
    public override string ToString() => Field.Length == 0 ? Problem : $"{Field}: {Problem}";
}
