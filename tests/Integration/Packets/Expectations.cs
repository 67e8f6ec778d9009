using System.Net;
using Proxier.Testing.Network;

namespace Proxier.Integration.Packets;

/// <summary>What becomes of the connections of a client, said as assertions.</summary>
internal static class Expectations
{
    /// <summary>Every one of <paramref name="by"/> answers some connection, and nobody else answers any.</summary>
    public static Task IsAnsweredAsync(this Host from, Target to, Seen seen, params Host[] by) => from.IsAnsweredAsync(to, _ => seen, by);

    /// <param name="seen">How each endpoint sees the client.</param>
    public static async Task IsAnsweredAsync(this Host from, Target to, Func<Host, Seen> seen, params Host[] by)
    {
        IReadOnlyList<Outcome.Answered> answers = await from.AnswersAsync(to, ConnectionsToMeetAll(by.Length));
        string got = string.Join(", ", answers.CountBy(answer => answer.By).Select(count => $"{count.Key} ({count.Value})"));
        Assert.True(by.Select(host => host.Name).ToHashSet().SetEquals(answers.Select(answer => answer.By)), $"{from} to {to} was answered by {got}");
        foreach (Outcome.Answered answer in answers)
        {
            Seen expected = seen(by.Single(host => host.Name == answer.By));
            Assert.True(IsSeen(from, answer.SourceSeen.Address, expected), $"{from} to {to} was seen by {answer.By} as {answer.SourceSeen}, not {expected}");
        }
    }

    /// <summary>Connects so many times, a few at once; every connection must be answered. Stops at the first that is not.</summary>
    public static async Task<IReadOnlyList<Outcome.Answered>> AnswersAsync(this Host from, Target to, int count)
    {
        var answers = new Outcome.Answered[count];
        var few = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        await Parallel.ForAsync(0, count, few, async (i, _) => answers[i] = await from.AnswerAsync(to));
        return answers;
    }

    /// <summary>Connects once, and must be answered.</summary>
    public static async Task<Outcome.Answered> AnswerAsync(this Host from, Target to)
    {
        Outcome outcome = await from.ConnectAsync(to.EndPoint, to.Protocol, Probe.ForAnswer);
        return outcome as Outcome.Answered ?? throw Failure(from, to, "an answer", outcome);
    }

    public static Task IsRefusedAsync(this Host from, Target to) => HasOutcomeAsync<Outcome.Refused>(from, to);

    /// <summary>The node says nothing: the packet was dropped.</summary>
    public static Task GetsSilenceAsync(this Host from, Target to) => HasOutcomeAsync<Outcome.TimedOut>(from, to);

    /// <summary>The node routed the packet onward as if it had never heard of the address.</summary>
    public static Task IsLetPassAsync(this Host from, Target to) => HasOutcomeAsync<Outcome.Unreachable>(from, to);

    /// <summary>So many that one of <paramref name="endpoints"/> stays unmet by chance in fewer than one of ten million runs.</summary>
    private static int ConnectionsToMeetAll(int endpoints) => 6 + 16 * endpoints;

    private static async Task HasOutcomeAsync<T>(Host from, Target to)
        where T : Outcome
    {
        TimeSpan patience = typeof(T) == typeof(Outcome.TimedOut) ? Probe.ForSilence(to.Family, to.Protocol) : Probe.ForAnswer;
        Outcome outcome = await from.ConnectAsync(to.EndPoint, to.Protocol, patience);
        if (outcome is not T)
            throw Failure(from, to, typeof(T).Name, outcome);
    }

    private static bool IsSeen(Host from, IPAddress source, Seen seen) => seen == Seen.AsItself && !from.IsHidden
        ? from.Addresses.Contains(source)
        : Plan.Node.Contains(source) || Plan.PodGateway.Contains(source);

    private static Xunit.Sdk.XunitException Failure(Host from, Target to, string expected, Outcome outcome) =>
        new($"{from} to {to}: expected {expected}, got {outcome}");
}
