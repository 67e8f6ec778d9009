namespace Proxier.Testing.ApiServer;

/// <summary>What goes wrong with the requests to come. Safe for several threads.</summary>
public sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<(Func<ApiRequest, bool> Concerns, Fault Fault)> _once = [];

    /// <summary>Asked for each request for which nothing else is planned.</summary>
    public Func<ApiRequest, Fault?> Always { get; set; } = _ => null;

    /// <summary>How many requests something went wrong with.</summary>
    public int Count { get; private set; }

    /// <summary>The next request that this concerns gets the fault.</summary>
    public void Once(Func<ApiRequest, bool> concerns, Fault fault)
    {
        lock (_lock)
            _once.Add((concerns, fault));
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _once.Clear();
            Always = _ => null;
        }
    }

    internal Fault? Take(ApiRequest request)
    {
        lock (_lock)
        {
            int index = _once.FindIndex(planned => planned.Concerns(request));
            Fault? fault = index >= 0 ? _once[index].Fault : Always(request);
            if (index >= 0)
                _once.RemoveAt(index);
            Count += fault is null ? 0 : 1;
            return fault;
        }
    }
}
