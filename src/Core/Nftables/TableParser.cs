using Proxier.Core.Explaining;

namespace Proxier.Core.Nftables;

/// <summary>Takes the text of <c>nft list table</c> apart as it comes.</summary>
internal sealed class TableParser(TableFilter filter)
{
    private const string Elements = "elements = { ";

    private string _kind = "";
    private string _place = "";
    private bool _isInElements;

    /// <summary>What the line completes.</summary>
    public IEnumerable<KernelObject> Read(string line)
    {
        string text = line.Trim();
        return line switch
        {
            ['\t', not '\t', ..] when text == "}" => Close(),
            ['\t', not '\t', ..] when text.EndsWith('{') => Open(text[..^2].Split(' ')),
            ['\t', '\t', ..] when IsSkipped => [],
            ['\t', '\t', ..] when _isInElements => Split(text),
            ['\t', '\t', ..] when text.StartsWith(Elements, StringComparison.Ordinal) => Split(text[Elements.Length..]),
            ['\t', '\t', ..] => [new KernelObject(_kind == "chain" ? "rule" : _kind, _place, text)],
            _ => [],
        };
    }

    private bool IsSkipped => filter.IsMemory(_place);

    private IEnumerable<KernelObject> Open(string[] words)
    {
        (_kind, _place) = (words[0], string.Join(' ', words));
        return filter.IsSign(_place) ? [] : [new KernelObject(_kind, _place, $"{_place} {{ }}")];
    }

    private KernelObject[] Close()
    {
        _isInElements = false;
        return [];
    }

    private IEnumerable<KernelObject> Split(string text)
    {
        _isInElements = !text.EndsWith('}');
        return text.TrimEnd('}', ' ', ',').Split(", ").Select(element => new KernelObject("element", _place, element));
    }
}
