namespace Proxier.Bench;

public sealed record MapModel(IReadOnlyList<MapElement> Elements);
