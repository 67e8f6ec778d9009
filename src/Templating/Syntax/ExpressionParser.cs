using System.Globalization;

namespace Proxier.Templating.Syntax;

/// <summary>Reads expressions, with the precedence of Scriban: <c>!</c>, order, equality, <c>&amp;&amp;</c>, <c>||</c>, pipe.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    public Expression Parse()
    {
        Expression expression = ParseBinary(ParseUnary(), precedence: 0);
        while (reader.TryTake(TokenKind.Symbol, "|"))
            expression = ParsePipe(expression);
        return expression;
    }

    private Expression ParseBinary(Expression left, int precedence)
    {
        while (FindOperator() is { } found && Precedence(found) > precedence)
        {
            Location at = reader.Take().At;
            Expression right = ParseBinary(ParseUnary(), Precedence(found));
            left = new BinaryExpression(at, found, left, right);
        }

        return left;
    }

    private BinaryOperator? FindOperator() => reader.Current.Kind != TokenKind.Symbol ? null : reader.Current.Text switch
    {
        "||" => BinaryOperator.Or,
        "&&" => BinaryOperator.And,
        "==" => BinaryOperator.Equal,
        "!=" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private static int Precedence(BinaryOperator found) => found switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And => 2,
        BinaryOperator.Equal or BinaryOperator.NotEqual => 3,
        _ => 4,
    };

    // A line break behind "|" goes on with the pipe, as in Scriban. Arguments are single words or parentheses: Scriban would
    // take "a | f x > 0" for "a | f (x > 0)", which nobody means.
    private PipeExpression ParsePipe(Expression input)
    {
        while (reader.Current is { Kind: TokenKind.EndOfStatement, Text: "\n" })
            reader.Take();
        Location at = reader.Current.At;
        string? group = reader.ExpectIdentifier("a function such as string.upcase");
        reader.Expect(TokenKind.Symbol, ".");
        string? name = reader.ExpectIdentifier("the name of a function");

        var arguments = new List<Expression>();
        while (reader.Current.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Identifier || reader.Current.Is(TokenKind.Symbol, "("))
            arguments.Add(ParsePath());
        return new PipeExpression(at, input, $"{group}.{name}", arguments);
    }

    private Expression ParseUnary() =>
        reader.Current.Is(TokenKind.Symbol, "!") ? new NotExpression(reader.Take().At, ParseUnary()) : ParsePath();

    private Expression ParsePath()
    {
        Expression path = ParsePrimary();
        while (reader.TryTake(TokenKind.Symbol, "."))
        {
            Location at = reader.Current.At;
            path = reader.ExpectIdentifier("the name of a member") is { } member ? new MemberExpression(at, path, member) : new ErrorExpression(at);
        }

        return path;
    }

    private Expression ParsePrimary()
    {
        Token token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                return new LiteralExpression(reader.Take().At, token.Text);
            case TokenKind.Integer:
                return ParseInteger(token.At, sign: "");
            case TokenKind.Symbol when token.Text == "-" && reader.Next.Kind == TokenKind.Integer:
                reader.Take();
                return ParseInteger(token.At, sign: "-");
            case TokenKind.Identifier:
                return ParseName();
            case TokenKind.Symbol when token.Text == "(":
                reader.Take();
                Expression inner = Parse();
                reader.Expect(TokenKind.Symbol, ")");
                return inner;
            default:
                return reader.Fail($"expected a value instead of {token}");
        }
    }

    private Expression ParseInteger(Location at, string sign)
    {
        string digits = reader.Take().Text;
        return long.TryParse(sign + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? new LiteralExpression(at, number)
            : reader.Fail(at, $"'{digits}' is not a whole number of 64 bits");
    }

    private Expression ParseName()
    {
        Token name = reader.Take();
        return name.Text switch
        {
            "true" => new LiteralExpression(name.At, true),
            "false" => new LiteralExpression(name.At, false),
            "null" => new LiteralExpression(name.At, null),
            _ => new NameExpression(name.At, name.Text),
        };
    }
}
