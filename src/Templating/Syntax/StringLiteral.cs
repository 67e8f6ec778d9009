using System.Globalization;
using System.Text;

namespace Proxier.Templating.Syntax;

/// <summary>Reads <c>'…'</c> and <c>"…"</c> with backslash escapes, and <c>`…`</c> without.</summary>
internal static class StringLiteral
{
    /// <returns>The content, and the offset behind the closing quote.</returns>
    public static (string Text, int End) Read(SourceText source, int start, TemplateErrors errors)
    {
        char quote = source[start];
        var text = new StringBuilder();
        int i = start + 1;
        while (i < source.Length)
        {
            char c = source[i];
            if (c == quote && quote == '`' && source[i + 1] == quote)
                i++; // doubled in a verbatim string: one backtick
            else if (c == quote)
                return (text.ToString(), i + 1);
            else if (c == '\\' && quote != '`')
                c = Escape(source, ref i, errors);
            text.Append(c);
            i++;
        }

        errors.Add(source.At(start), "this string is never closed");
        return (text.ToString(), source.Length);
    }

    private static char Escape(SourceText source, ref int i, TemplateErrors errors)
    {
        int start = i++;
        switch (source[i])
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'v': return '\v';
            case '0': return '\0';
            case '\'' or '"' or '\\': return source[i];
            case 'u' when Hexadecimal(source, ref i, digits: 4) is { } code: return code;
            case 'x' when Hexadecimal(source, ref i, digits: 2) is { } code: return code;
            default:
                errors.Add(source.At(start), $"'\\{source[i]}' is no escape; there are \\' \\\" \\\\ \\n \\r \\t \\b \\f \\v \\0 \\uXXXX \\xXX");
                return source[i];
        }
    }

    private static char? Hexadecimal(SourceText source, ref int i, int digits)
    {
        if (i + digits >= source.Length
            || !ushort.TryParse(source.Text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            return null;
        i += digits;
        return (char)code;
    }
}
