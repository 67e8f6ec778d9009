namespace Proxier.Templating.Syntax;

/// <summary>Words that mean something to Scriban, so that no variable may have their name.</summary>
internal static class Keywords
{
    /// <summary>Statements of Scriban that this language leaves out and that end with an <c>end</c>.</summary>
    public static readonly string[] RefusedBlocks = ["case", "while", "tablerow", "capture", "func", "with", "wrap"];

    /// <summary>Other statements of Scriban that this language leaves out.</summary>
    public static readonly string[] RefusedStatements = ["when", "break", "continue", "ret", "readonly", "import", "do"];

    private static readonly string[] Others = [
        "if", "else", "end", "for", "in", "include", "include_join", "true", "false", "null", "this", "empty", "blank",
        "array", "date", "html", "math", "object", "regex", "string", "timespan"];

    public static bool IsReserved(string name) => Others.Contains(name) || RefusedBlocks.Contains(name) || RefusedStatements.Contains(name);
}
