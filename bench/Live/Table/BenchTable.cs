namespace Proxier.Live.Table;

/// <summary>All rows so far. What fails is a figure too, and the run goes on.</summary>
internal sealed class BenchTable
{
    private readonly Dictionary<(Operation, string), Row> _rows = [];

    public bool HasFailures => _rows.Values.Any(row => row.Figures.Values.Any(figure => figure is Figure.Failed));

    /// <summary>By operation, and then in the order in which they were measured.</summary>
    public IEnumerable<Row> Rows => Operation.All.SelectMany(operation => _rows.Values.Where(row => row.Operation == operation));

    /// <summary>The row that there is, or a new one.</summary>
    public Row RowOf(Operation operation, string size)
    {
        if (!_rows.TryGetValue((operation, size), out Row? row))
            _rows[(operation, size)] = row = new Row(operation, size);
        return row;
    }

    /// <summary>Null: not measured.</summary>
    public Row? Find(Operation operation, TableSize size) => _rows.GetValueOrDefault((operation, size.ToString()));

    public void Set(Operation operation, TableSize size, Contender contender, Figure figure) => Set(operation, size.ToString(), contender, figure);

    public void Set(Operation operation, TableSize size, Contender contender, double value) => Set(operation, size, contender, new Figure.Measured(value));

    public void Set(Operation operation, string size, Contender contender, Figure figure)
    {
        RowOf(operation, size).Figures[contender] = figure;
        Figures.Print($"{operation.Name}, {size}, {contender}: {figure} {operation.Unit}");
    }

    /// <summary>Measures one figure, in the unit of the operation. True: there is one.</summary>
    public async Task<bool> MeasureAsync(Operation operation, string size, Contender contender, Func<Task<double>> measure)
    {
        Figure figure;
        try
        {
            figure = new Figure.Measured(await measure());
        }
        catch (TooLongException late)
        {
            figure = new Figure.MoreThan((operation.Unit == "ms" ? 1000 : 1) * late.Limit.TotalSeconds);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Console.Error.WriteLine(e);
            figure = new Figure.Failed(e.Message);
        }

        Set(operation, size, contender, figure);
        return figure is Figure.Measured;
    }

    public Task<bool> MeasureAsync(Operation operation, TableSize size, Contender contender, Func<Task<double>> measure) => MeasureAsync(operation, size.ToString(), contender, measure);
}
