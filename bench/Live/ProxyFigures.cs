namespace Proxier.Live;

/// <summary>What one way to an endpoint can do.</summary>
/// <param name="Requests">Of 100 bytes and back a second, on connections that stay.</param>
/// <param name="Connections">A second, each with one request.</param>
/// <param name="MegabytesPerSecond">Of 64 KiB echoes, one direction counted.</param>
/// <param name="RequestCpuUs">CPU time of the proxy's process for each request, in microseconds.</param>
/// <param name="ConnectionCpuUs">The same for each connection.</param>
/// <param name="HeldKiB">Resident memory of the proxy's process for each connection that is held; 0 where none were.</param>
internal sealed record ProxyFigures(
    string Way, double Requests, double Connections, double MegabytesPerSecond, double RequestCpuUs, double ConnectionCpuUs, int Held, double HeldKiB)
{
    /// <summary>Others on the machine take away and never give: the highest rate and the lowest cost of all rounds say most.</summary>
    public static ProxyFigures Best(IReadOnlyCollection<ProxyFigures> rounds) => new(
        rounds.First().Way, rounds.Max(round => round.Requests), rounds.Max(round => round.Connections), rounds.Max(round => round.MegabytesPerSecond), rounds.Min(round => round.RequestCpuUs),
        rounds.Min(round => round.ConnectionCpuUs), rounds.Max(round => round.Held), rounds.Max(round => round.HeldKiB));

    public override string ToString() =>
        $"{Way}: {Requests:0} requests/s ({RequestCpuUs:0.0} us CPU of the proxy each), {Connections:0} connections/s ({ConnectionCpuUs:0.0} us), {MegabytesPerSecond:0} MB/s of 64 KiB echoes"
        + (Held > 0 ? $", {Held} connections held with {HeldKiB:0.0} KiB each" : "");
}
