namespace Proxier.Templating.Syntax;

internal enum TokenKind
{
    /// <summary>Text outside of <c>{{ }}</c>, whitespace control already applied.</summary>
    Text,
    Identifier,
    Integer,

    /// <summary>A string literal, escapes already resolved.</summary>
    String,
    Symbol,

    /// <summary>A line break or semicolon inside <c>{{ }}</c>, or <c>}}</c>.</summary>
    EndOfStatement,
    EndOfFile,
}
