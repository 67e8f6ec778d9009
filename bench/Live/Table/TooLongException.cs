namespace Proxier.Live.Table;

/// <summary>An operation was ended because it needed more than it may.</summary>
internal sealed class TooLongException(TimeSpan limit) : Exception($"It was ended after {limit.TotalSeconds:0} s.")
{
    public TimeSpan Limit { get; } = limit;
}
