namespace Proxier.Templating.Syntax;

/// <summary>The text of a template, and where its lines begin.</summary>
internal sealed class SourceText
{
    private readonly string _path;
    private readonly List<int> _lineStarts = [0];

    public SourceText(string path, string text)
    {
        _path = path;
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                _lineStarts.Add(i + 1);
        }
    }

    public string Text { get; }

    public int Length => Text.Length;

    /// <summary>The character at <paramref name="offset"/>; NUL behind the end.</summary>
    public char this[int offset] => offset < Text.Length ? Text[offset] : '\0';

    public bool Has(int offset, string expected) => string.CompareOrdinal(Text, offset, expected, 0, expected.Length) == 0;

    public Location At(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new Location(_path, line + 1, offset - _lineStarts[line] + 1);
    }
}
