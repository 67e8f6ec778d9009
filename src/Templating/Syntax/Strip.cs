namespace Proxier.Templating.Syntax;

/// <summary>Whitespace control beside <c>{{</c> and <c>}}</c>, with the rules of Scriban.</summary>
internal static class Strip
{
    public const char Greedy = '-';
    public const char Line = '~';

    /// <summary>The first character that is kept behind <c>-}}</c> or <c>~}}</c>: greedy takes all whitespace, line stops behind a line break.</summary>
    public static int After(SourceText source, int start, char mode)
    {
        if (mode is not (Greedy or Line))
            return start;
        while (char.IsWhiteSpace(source[start]))
        {
            if (source[start++] == '\n' && mode == Line)
                break;
        }

        return start;
    }

    /// <summary>Where the text in front of <c>{{-</c> or <c>{{~</c> ends: greedy takes all whitespace, line stops at a line break.</summary>
    public static int Before(SourceText source, int start, int end, char mode)
    {
        if (mode is not (Greedy or Line))
            return end;
        while (end > start && char.IsWhiteSpace(source[end - 1]) && !(source[end - 1] == '\n' && mode == Line))
            end--;
        return end;
    }
}
