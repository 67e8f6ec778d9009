namespace Proxier.Templating.Syntax;

/// <summary>Splits what stands between <c>{{</c> and <c>}}</c> into words.</summary>
internal sealed class CodeLexer(SourceText source, int start, List<Token> tokens, TemplateErrors errors)
{
    private static readonly string[] LongSymbols = ["==", "!=", "<=", ">=", "&&", "||"];

    public int Position { get; private set; } = start;

    /// <summary>At <c>}}</c>, <c>-}}</c> or <c>~}}</c>.</summary>
    public bool IsAtExit => source.Has(source[Position] is Strip.Greedy or Strip.Line ? Position + 1 : Position, "}}");

    /// <summary>Reads one token, comment or stretch of whitespace. False at the end of the file.</summary>
    public bool ReadToken()
    {
        char c = source[Position];
        if (Position == source.Length)
            return false;
        if (c is '\n' or ';')
            Add(TokenKind.EndOfStatement, Position + 1);
        else if (char.IsWhiteSpace(c))
            Position++;
        else if (c == '#')
            SkipComment();
        else if (c is '\'' or '"' or '`')
            ReadString();
        else if (char.IsLetter(c) || c == '_')
            ReadWhile(TokenKind.Identifier, n => char.IsLetterOrDigit(n) || n == '_');
        else if (char.IsAsciiDigit(c))
            ReadWhile(TokenKind.Integer, char.IsLetterOrDigit);
        else
            ReadSymbol();
        return true;
    }

    // "#" reaches to the end of the line, "##" to the next "##"; both end at "}}" too.
    private void SkipComment()
    {
        bool isLong = source.Has(Position, "##");
        Position += isLong ? 2 : 1;
        while (Position < source.Length && !IsAtExit)
        {
            if (isLong && source.Has(Position, "##"))
            {
                Position += 2;
                return;
            }

            if (!isLong && source[Position] == '\n')
                return;
            Position++;
        }
    }

    private void ReadString()
    {
        int begin = Position;
        (string text, Position) = StringLiteral.Read(source, begin, errors);
        tokens.Add(new Token(TokenKind.String, text, source.At(begin)));
    }

    private void ReadWhile(TokenKind kind, Func<char, bool> belongs)
    {
        int end = Position;
        while (belongs(source[end]))
            end++;
        Add(kind, end);
    }

    private void ReadSymbol()
    {
        string? symbol = Array.Find(LongSymbols, s => source.Has(Position, s));
        Add(TokenKind.Symbol, Position + (symbol?.Length ?? 1));
    }

    private void Add(TokenKind kind, int end)
    {
        tokens.Add(new Token(kind, source.Text[Position..end], source.At(Position)));
        Position = end;
    }
}
