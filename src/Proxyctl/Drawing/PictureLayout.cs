namespace Proxier.Proxyctl.Drawing;

/// <summary>
/// Places the boxes: frontends stand one below the other in the order of their services, each service port beside the middle of its
/// frontends, each endpoint as near as there is room to the service ports that lead to it.
/// </summary>
internal sealed class PictureLayout
{
    public const double Padding = 10;

    private const double Margin = 20, RowHeight = 44, Gap = 12, ColumnGap = 110;

    /// <summary>Of a sans-serif letter at 13 px, generously: fonts differ.</summary>
    private const double LetterWidth = 7.6;

    private readonly Dictionary<string, Box> _boxes = [];

    public PictureLayout(Picture picture)
    {
        ILookup<string, string> from = picture.Edges.ToLookup(edge => edge.To, edge => edge.From);
        double x = Margin;
        foreach (IReadOnlyList<PictureNode> column in new[] { picture.Frontends, picture.Services, picture.Endpoints })
        {
            double width = column.Count == 0 ? 0 : column.Max(WidthOf);
            Place(column, x, width, from);
            x += width + ColumnGap;
        }

        Width = x - ColumnGap + Margin;
        Height = Margin + _boxes.Values.Select(box => box.Y + box.Height).DefaultIfEmpty(Margin).Max();
    }

    public double Width { get; }

    public double Height { get; }

    public Box this[string id] => _boxes[id];

    private static double WidthOf(PictureNode node) => (Math.Max(node.Label.Length, node.Note.Length * 0.85) * LetterWidth) + (2 * Padding);

    private void Place(IReadOnlyList<PictureNode> column, double x, double width, ILookup<string, string> from)
    {
        double next = Margin;
        foreach (IGrouping<double, PictureNode> sameWish in column.GroupBy(node => Wish(from[node.Id])).OrderBy(group => group.Key))
        {
            double top = sameWish.Key - ((sameWish.Count() - 1) * (RowHeight + Gap) / 2);
            foreach (PictureNode node in sameWish)
            {
                double y = Math.Max(next, top);
                _boxes[node.Id] = new Box(x, y, width, RowHeight);
                (next, top) = (y + RowHeight + Gap, y + RowHeight + Gap);
            }
        }
    }

    /// <summary>The middle of those that lead here.</summary>
    private double Wish(IEnumerable<string> sources)
    {
        double[] rows = [.. sources.Select(source => _boxes[source].Y)];
        return rows.Length == 0 ? Margin : rows.Average();
    }
}

/// <summary>In pixels, from the upper left corner.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height);
