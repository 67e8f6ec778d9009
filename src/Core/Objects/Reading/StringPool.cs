namespace Proxier.Core.Objects.Reading;

/// <summary>
/// Lets equal text share one string: a cluster names the same few namespaces, nodes and zones hundreds of thousands of times.
/// Of fixed size, forgetting what was not seen lately; safe for several threads, since a lost race only costs a duplicate.
/// </summary>
internal sealed class StringPool
{
    private readonly string?[] _slots = new string?[8192];

    public string Share(string text)
    {
        ref string? slot = ref _slots[string.GetHashCode(text.AsSpan()) & (_slots.Length - 1)];
        if (slot is { } shared && shared == text)
            return shared;
        slot = text;
        return text;
    }
}
