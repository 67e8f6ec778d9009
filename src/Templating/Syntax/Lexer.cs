namespace Proxier.Templating.Syntax;

/// <summary>Splits a template into text and the words between <c>{{</c> and <c>}}</c>.</summary>
internal sealed class Lexer(SourceText source, TemplateErrors errors)
{
    private const string Enter = "{{";

    private readonly List<Token> _tokens = [];
    private int _position;
    private char _stripAfter;

    public static List<Token> Read(SourceText source, TemplateErrors errors)
    {
        var lexer = new Lexer(source, errors);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_position < source.Length)
        {
            ReadText();
            if (_position < source.Length)
                ReadCode();
        }

        Add(TokenKind.EndOfFile, "", source.Length);
    }

    private void ReadText()
    {
        int found = source.Text.IndexOf(Enter, _position, StringComparison.Ordinal);
        int enter = found < 0 ? source.Length : found;
        RefuseEscapeBlock(enter);

        int start = Strip.After(source, _position, _stripAfter);
        int end = Strip.Before(source, start, enter, found < 0 ? '\0' : source[enter + Enter.Length]);
        if (end > start)
            Add(TokenKind.Text, source.Text[start..end], start);
        _position = enter;
    }

    private void RefuseEscapeBlock(int end)
    {
        int found = source.Text.IndexOf("{%", _position, end - _position, StringComparison.Ordinal);
        if (found >= 0 && source.Text[(found + 1)..].TrimStart('%').StartsWith('{'))
            errors.Add(source.At(found), "escape blocks '{%{ }%}' are not part of this language; print a string: {{ '{{' }}");
    }

    private void ReadCode()
    {
        int enter = _position;
        _position += Enter.Length;
        if (source[_position] is Strip.Greedy or Strip.Line)
            _position++;

        var code = new CodeLexer(source, _position, _tokens, errors);
        while (!code.IsAtExit)
        {
            if (!code.ReadToken())
            {
                errors.Add(source.At(enter), "this '{{' is never closed by '}}'");
                _position = source.Length;
                return;
            }
        }

        Add(TokenKind.EndOfStatement, "", code.Position);
        _stripAfter = source[code.Position];
        _position = code.Position + (_stripAfter == '}' ? 2 : 3);
    }

    private void Add(TokenKind kind, string text, int offset) => _tokens.Add(new Token(kind, text, source.At(offset)));
}
