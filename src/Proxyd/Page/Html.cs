using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Proxier.Proxyd.Page;

/// <summary>
/// Markup. Written as an interpolated string, its literal parts are markup and everything put into it is text, and encoded: what comes from
/// the cluster cannot become markup. Attributes are always in double quotes.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (16 * formattedCount));

    public static Html Nothing { get; } = new(0, 0);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Html markup) => _text.Append(markup._text);

    public void AppendFormatted(IEnumerable<Html> markup)
    {
        foreach (Html part in markup)
            _text.Append(part._text);
    }

    public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
