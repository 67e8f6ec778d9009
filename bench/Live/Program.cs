using System.Globalization;
using Proxier.Live;
using Proxier.Live.Table;
using Proxier.Testing.Daemon;
using Proxier.Testing.Network;

// Measures the daemon on a real kernel, in namespaces of its own: needs root, and the programs that make publish leaves in artifacts/bin.
if (Netns.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

if (args is [SocketProxy.Word, var port, var endpoint])
{
    await SocketProxy.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), System.Net.IPEndPoint.Parse(endpoint));
    return 0;
}

var programs = new Programs(Path.GetFullPath("artifacts/bin"));
if (args is ["table", .. var sizes])
    return await new TableRun(programs, TableSize.Parse(string.Join(',', sizes))).RunAsync();

Func<int?, Task>? measurement = args.FirstOrDefault() switch
{
    "latency" => changes => LatencyRun.RunAsync(programs, changes ?? 200),
    "soak" => seconds => SoakRun.RunAsync(programs, seconds ?? 30),
    "switch" => seconds => SwitchRun.RunAsync(programs, seconds ?? 60),
    "takeover" => services => TakeoverRun.RunAsync(programs, services ?? 5_000),
    "churn" => changes => ChurnRun.RunAsync(programs, changes ?? 20_000),
    "apiserver" => services => ApiServerRun.RunAsync(programs, services ?? 10_000),
    "steps" => services => StepsRun.RunAsync(programs, services ?? 30_000),
    "userspace" => connections => UserspaceRun.RunAsync(programs, connections ?? 10_000),
    "held" => connections => UserspaceRun.HoldAsync(programs, connections ?? 10_000),
    "faults" => faults => FaultsRun.RunAsync(programs, faults ?? 500),
    "sync" => services => SyncRun.RunAsync(services ?? 5_000),
    _ => null,
};
if (measurement is null)
{
    Console.Error.WriteLine("Usage: table [SERVICES,…] | latency [CHANGES] | soak [SECONDS] | switch [SECONDS] | takeover [SERVICES] | churn [CHANGES] | apiserver [SERVICES] | faults [FAULTS] | steps [SERVICES] | userspace [CONNECTIONS] | held [CONNECTIONS] | sync [SERVICES]");
    return 2;
}

await measurement(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null);
return 0;
