namespace Proxier.Templating.Syntax;

internal sealed record Token(TokenKind Kind, string Text, Location At)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>For messages.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.Text => "text",
        TokenKind.EndOfStatement => "the end of the statement",
        TokenKind.EndOfFile => "the end of the template",
        _ => $"'{Text}'",
    };
}
