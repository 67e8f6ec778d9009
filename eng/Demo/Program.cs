using System.Runtime.InteropServices;
using Proxier.Core.Commands;
using Proxier.Demo;
using Proxier.Testing.Network;
using Spectre.Console;

// Usage: demo PROXYCTL EXAMPLES
const int Connections = 300;
(string proxyctl, string examples) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));

if (Netns.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

// An interrupt ends the demo early, and not before its namespaces are gone.
using var stop = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

IReadOnlyList<WayIn> waysIn = WayIn.AllFrom(examples);
Console.WriteLine("A node with three pods, and a client outside, each in a network namespace.");
await using NetworkTestbed bed = await NetworkTestbed.CreateAsync(pods: 3);

var apply = new Command(proxyctl, ["apply", "--backend", "nft", "-f", examples, "--node-name", Plan.NodeName, "--cluster-cidr", Plan.ClusterCidrs]);
Console.WriteLine($"On the node: proxyctl {string.Join(' ', apply.Arguments)}");
CommandResult applied = await bed.NodeNamespace.Runner.RunAsync(apply, CancellationToken.None);
Console.Write(applied.Output + applied.Error);

Console.WriteLine($"The client opens {Connections} TCP connections to each address:");
Table table = new Table().AddColumns("", "address", "answered by", "seen as");
int failures = 0;
foreach (WayIn way in waysIn.TakeWhile(_ => !stop.IsCancellationRequested))
{
    Tally tally = await Tally.OfAsync(bed.Client, way, Connections);
    failures += tally.Failures;
    table.AddRow(way.Kind, way.EndPoint.ToString().EscapeMarkup(), tally.Answers, tally.Sources);
}

// Without a terminal, Spectre takes 80 columns for granted and breaks addresses.
AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 110);
AnsiConsole.Write(table);
Console.WriteLine($"The client is {Plan.Client.IPv4} and {Plan.Client.IPv6}; the node's side of its pods' links is {Plan.PodGateway.IPv4} and {Plan.PodGateway.IPv6}.");
return failures == 0 ? 0 : 1;
