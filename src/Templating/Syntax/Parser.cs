namespace Proxier.Templating.Syntax;

/// <summary>Reads the statements of one template.</summary>
internal sealed class Parser(TokenReader reader, TemplateErrors errors)
{
    private readonly ExpressionParser _expressions = new(reader);

    public static IReadOnlyList<Statement> Parse(string path, string text, TemplateErrors errors)
    {
        var source = new SourceText(path, text);
        var parser = new Parser(new TokenReader(Lexer.Read(source, errors), errors), errors);
        return parser.ParseTemplate();
    }

    private List<Statement> ParseTemplate()
    {
        List<Statement> statements = ParseBlock();
        while (reader.Current.Kind != TokenKind.EndOfFile)
        {
            errors.Add(reader.Current.At, $"this {reader.Current} belongs to no 'if' or 'for'");
            reader.Take();
            statements.AddRange(ParseBlock());
        }

        return statements;
    }

    /// <summary>Reads up to <c>end</c>, <c>else</c> or the end of the template, and leaves that to the caller.</summary>
    private List<Statement> ParseBlock()
    {
        var statements = new List<Statement>();
        while (reader.Current.Kind != TokenKind.EndOfFile && !IsAtEndOfBlock)
        {
            if (ParseStatement() is { } statement)
                statements.Add(statement);
        }

        return statements;
    }

    private bool IsAtEndOfBlock => reader.Current is { Kind: TokenKind.Identifier, Text: "end" or "else" };

    private Statement? ParseStatement()
    {
        reader.BeginStatement();
        Token token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextStatement(reader.Take().At, token.Text);
            case TokenKind.EndOfStatement:
                reader.Take();
                return null;
            case TokenKind.Identifier when token.Text == "if":
                return ParseIf(opening: token.At);
            case TokenKind.Identifier when token.Text == "for" && !reader.Next.Is(TokenKind.Symbol, "."):
                return ParseFor();
            case TokenKind.Identifier when token.Text == "include":
                return ParseInclude();
            case TokenKind.Identifier when Keywords.RefusedBlocks.Contains(token.Text) || Keywords.RefusedStatements.Contains(token.Text):
                return Refuse(token);
            default:
                return new PrintStatement(token.At, ParseToEndOfStatement());
        }
    }

    private Expression ParseToEndOfStatement()
    {
        Location at = reader.Current.At;
        Expression expression = _expressions.Parse();
        reader.ExpectEndOfStatement();
        return reader.HasFailed ? new ErrorExpression(at) : expression;
    }

    /// <param name="opening">Of the first <c>if</c> in a chain of <c>else if</c>: the one that needs an <c>end</c>.</param>
    private IfStatement ParseIf(Location opening)
    {
        Location at = reader.Take().At;
        Expression condition = ParseToEndOfStatement();
        List<Statement> then = ParseBlock();

        reader.BeginStatement();
        if (!reader.TryTake(TokenKind.Identifier, "else"))
        {
            ExpectEnd(opening, "if");
            return new IfStatement(at, condition, then, null);
        }

        return reader.Current.Is(TokenKind.Identifier, "if")
            ? new IfStatement(at, condition, then, [ParseIf(opening)])
            : new IfStatement(at, condition, then, ParseElse(opening, "if"));
    }

    private ForStatement ParseFor()
    {
        Location at = reader.Take().At;
        Location variableAt = reader.Current.At;
        string variable = reader.ExpectIdentifier("the name of the loop's variable") ?? "";
        if (Keywords.IsReserved(variable))
            reader.Fail(variableAt, $"'{variable}' has a meaning of its own and cannot name a variable");

        reader.Expect(TokenKind.Identifier, "in");
        Expression sequence = ParseToEndOfStatement();
        List<Statement> body = ParseBlock();

        reader.BeginStatement();
        if (reader.TryTake(TokenKind.Identifier, "else"))
            return new ForStatement(at, variable, sequence, body, ParseElse(at, "for"));
        ExpectEnd(at, "for");
        return new ForStatement(at, variable, sequence, body, null);
    }

    private List<Statement> ParseElse(Location opening, string statement)
    {
        reader.ExpectEndOfStatement();
        List<Statement> block = ParseBlock();
        reader.BeginStatement();
        ExpectEnd(opening, statement);
        return block;
    }

    private void ExpectEnd(Location opening, string statement)
    {
        if (reader.TryTake(TokenKind.Identifier, "end"))
            reader.ExpectEndOfStatement();
        else
            errors.Add(opening, $"this '{statement}' has no 'end'");
    }

    private IncludeStatement? ParseInclude()
    {
        Location at = reader.Take().At;
        Token path = reader.Current;
        if (path.Kind != TokenKind.String)
        {
            reader.Fail($"expected the path of a template in quotes instead of {path}");
            return null;
        }

        reader.Take();
        reader.ExpectEndOfStatement();
        return new IncludeStatement(at, path.Text);
    }

    private Statement? Refuse(Token keyword)
    {
        reader.Fail(keyword.At, $"'{keyword.Text}' of Scriban is not part of this language; see templates/README.md");
        if (!Keywords.RefusedBlocks.Contains(keyword.Text))
            return null;
        ParseBlock();
        reader.BeginStatement();
        ExpectEnd(keyword.At, keyword.Text);
        return null;
    }
}
