namespace Proxier.Core.Objects.Reading;

/// <summary>Where a field is in its object. Turned into text only when there is something to say about it.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;

    private FieldPath(FieldPath? parent, string name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static FieldPath Root { get; } = new(null, "", -1);

    public FieldPath Member(string name) => new(this, name, -1);

    public FieldPath Item(int index) => new(this, "", index);

    public override string ToString()
    {
        if (_parent is null)
            return "";
        string parent = _parent.ToString();
        if (_index >= 0)
            return $"{parent}[{_index}]";
        // Keys of labels and annotations hold dots of their own.
        if (_name.Contains('.', StringComparison.Ordinal))
            return $"{parent}[{_name}]";
        return parent.Length == 0 ? _name : $"{parent}.{_name}";
    }
}
