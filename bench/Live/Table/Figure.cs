using System.Globalization;

namespace Proxier.Live.Table;

/// <summary>What one contender needed for one row.</summary>
internal abstract record Figure
{
    private Figure()
    {
    }

    public static Figure None { get; } = new Missing();

    /// <param name="Value">In the unit of the operation.</param>
    public sealed record Measured(double Value) : Figure
    {
        public override string ToString() => Text(Value);
    }

    /// <summary>It was ended when it had needed so much.</summary>
    public sealed record MoreThan(double Value) : Figure
    {
        public override string ToString() => $"> {Text(Value)}";
    }

    public sealed record Failed(string Reason) : Figure
    {
        public override string ToString() => $"failed: {Short(Reason)}";

        private static string Short(string reason)
        {
            string line = reason.ReplaceLineEndings(" ").Replace('|', '/').Trim();
            return line.Length > 120 ? $"{line[..120]}…" : line;
        }
    }

    private sealed record Missing : Figure
    {
        public override string ToString() => "–";
    }

    /// <summary>Three digits that count.</summary>
    public static string Text(double value) => value switch
    {
        0 => "0",
        < 0.1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("n0", CultureInfo.InvariantCulture),
    };
}
