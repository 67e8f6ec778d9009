using System.Globalization;

namespace Proxier.Live.Table;

/// <summary>A cluster that is measured.</summary>
internal readonly record struct TableSize(int Services, int Endpoints)
{
    /// <summary>What is measured where nobody asks for less.</summary>
    public static IReadOnlyList<TableSize> All { get; } = [new(1000, 10), new(5000, 10), new(10_000, 10), new(30_000, 10), new(1, 100_000)];

    /// <summary>Those with one of these numbers of services, smallest first.</summary>
    /// <param name="services">Separated by commas; empty: all.</param>
    public static IReadOnlyList<TableSize> Parse(string services)
    {
        HashSet<int> wanted = [.. services.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        if (wanted.FirstOrDefault(number => All.All(size => size.Services != number)) is var unknown and > 0)
            throw new ArgumentException($"{unknown} services are not measured; those that are: {string.Join(", ", All.Select(size => size.Services))}.");
        return [.. All.Where(size => wanted.Count == 0 || wanted.Contains(size.Services))];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Services:n0} × {Endpoints:n0}");
}
