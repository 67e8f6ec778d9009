namespace Proxier.Core.Choosing;

/// <param name="Reason">What is missing, by name, or what kept us from trying.</param>
public sealed record RejectedMode(string Mode, string Reason)
{
    public override string ToString() => $"{Mode}: {Reason}";
}
