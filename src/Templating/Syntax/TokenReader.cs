namespace Proxier.Templating.Syntax;

/// <summary>
/// Walks through tokens. After an error in a statement the rest of it is skipped in silence: one mistake, one message, and the
/// next statement is read as usual.
/// </summary>
internal sealed class TokenReader(List<Token> tokens, TemplateErrors errors)
{
    private int _index;
    private bool _failed;

    public Token Current => tokens[_index];

    public Token Next => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    public bool IsAtEndOfStatement => Current.Kind is TokenKind.EndOfStatement or TokenKind.Text or TokenKind.EndOfFile;

    public Token Take()
    {
        Token token = Current;
        if (token.Kind != TokenKind.EndOfFile)
            _index++;
        return token;
    }

    public bool TryTake(TokenKind kind, string text)
    {
        bool found = Current.Is(kind, text);
        if (found)
            Take();
        return found;
    }

    /// <summary>There was an error in this statement.</summary>
    public bool HasFailed => _failed;

    public void BeginStatement() => _failed = false;

    /// <returns>Null, and an error, when the current token is no identifier.</returns>
    public string? ExpectIdentifier(string what)
    {
        if (Current.Kind == TokenKind.Identifier)
            return Take().Text;
        Fail($"expected {what} instead of {Current}");
        return null;
    }

    public void Expect(TokenKind kind, string text)
    {
        if (!TryTake(kind, text))
            Fail($"expected '{text}' instead of {Current}");
    }

    public void ExpectEndOfStatement()
    {
        if (!IsAtEndOfStatement)
            Fail($"did not expect {Current} here");
    }

    public ErrorExpression Fail(string message) => Fail(Current.At, message);

    public ErrorExpression Fail(Location at, string message)
    {
        if (!_failed)
            errors.Add(at, message);
        _failed = true;
        while (!IsAtEndOfStatement)
            Take();
        return new ErrorExpression(at);
    }
}
