namespace Proxier.Templating.Binding;

/// <summary>The loop that <c>for.index</c> and the like speak of.</summary>
internal sealed class Loop(int slot)
{
    public int Slot => slot;

    /// <summary>The body asks for <c>for.last</c>, which costs a stream one element of looking ahead.</summary>
    public bool AsksForLast { get; set; }
}
