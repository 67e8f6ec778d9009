namespace Proxier.Testing.ApiServer;

/// <summary>Something that goes wrong with one answer.</summary>
/// <param name="AfterWrites">How many writes of the body come through first; on a watch, a write is an event.</param>
public abstract record Fault(int AfterWrites)
{
    /// <summary>The TCP connection is reset, with everything else that runs on it.</summary>
    public sealed record Reset(int AfterWrites = 0) : Fault(AfterWrites);

    /// <summary>Nothing more comes, and the connection stays open.</summary>
    public sealed record Stall(int AfterWrites = 0) : Fault(AfterWrites);

    /// <summary>The rest comes in pieces with pauses between them.</summary>
    public sealed record Slow(int PieceBytes, TimeSpan Pause) : Fault(0);

    /// <summary>Half of the next write comes, and then a proper end.</summary>
    public sealed record Truncate(int AfterWrites = 0) : Fault(AfterWrites);

    /// <summary>A line that is not JSON comes in between.</summary>
    public sealed record WrongJson(int AfterWrites = 0) : Fault(AfterWrites);

    /// <summary>A watch is told that its version is gone; a list is refused for that reason.</summary>
    public sealed record Gone(int AfterWrites = 0) : Fault(AfterWrites);

    /// <summary>Success, and then a proper end without a word.</summary>
    public sealed record Empty() : Fault(0);

    /// <summary>An answer of this status and nothing else.</summary>
    /// <param name="RetryAfter">Seconds.</param>
    public sealed record Status(int Code, string Reason, int? RetryAfter = null) : Fault(0);
}
