using Proxier.Testing.Iptables;

namespace Proxier.Testing.Ipvs;

/// <summary>What ipvsadm reads and prints.</summary>
internal static class ServerText
{
    private static readonly Dictionary<string, string> Protocols = new() { ["-t"] = "TCP", ["-u"] = "UDP", ["--sctp-service"] = "SCTP" };

    public static string Save(IpvsKernel kernel) => string.Concat(kernel.Servers.Select(server =>
        $"-A {server.Key} {server.Value.Options}\n{string.Concat(server.Value.RealServers.Select(real => $"-a {server.Key} -r {real.Key} {real.Value.Method} -w {real.Value.Weight}\n"))}"));

    public static string List(IpvsKernel kernel) =>
        "IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n"
        + string.Concat(kernel.Servers.Select(server => $"{Head(server.Key)} {server.Value.Options}\n{string.Concat(server.Value.RealServers.Select(Line))}"));

    public static void Run(IpvsKernel kernel, string line)
    {
        string[] words = line.Split(' ');
        string key = $"{words[1]} {words[2]}";
        if (!Protocols.ContainsKey(words[1]))
            throw new RestoreRefusedException($"Try `ipvsadm --help': {line}");
        string options = string.Join(' ', words.Skip(3));
        switch (words[0])
        {
            case "-A" when words is [_, _, _, "-s", ..]:
                if (!kernel.Servers.TryAdd(key, new KernelServer(options)))
                    throw new RestoreRefusedException("Service already exists");
                break;
            case "-E" when words is [_, _, _, "-s", ..]:
                kernel.Servers[key] = Find(kernel, key) with { Options = options };
                break;
            case "-D" when words.Length == 3:
                Find(kernel, key);
                kernel.Servers.Remove(key);
                break;
            case "-a" when words is [_, _, _, "-r", var real, "-m", "-w", var weight]:
                if (!Find(kernel, key).RealServers.TryAdd(real, new KernelRealServer(int.Parse(weight))))
                    throw new RestoreRefusedException("Destination already exists");
                break;
            case "-e" when words is [_, _, _, "-r", var real, "-m", "-w", var weight]:
                Find(kernel, key).RealServers[real] = FindReal(kernel, key, real) with { Weight = int.Parse(weight), Method = "-m" };
                break;
            case "-d" when words is [_, _, _, "-r", var real]:
                FindReal(kernel, key, real);
                Find(kernel, key).RealServers.Remove(real);
                break;
            default:
                throw new RestoreRefusedException($"Try `ipvsadm --help': {line}");
        }
    }

    private static KernelServer Find(IpvsKernel kernel, string key) => kernel.Servers.GetValueOrDefault(key) ?? throw new RestoreRefusedException($"Service not defined: {key}");

    private static KernelRealServer FindReal(IpvsKernel kernel, string key, string real) =>
        Find(kernel, key).RealServers.GetValueOrDefault(real) ?? throw new RestoreRefusedException($"No such destination: {key} {real}");

    private static string Head(string key) => $"{Protocols[key.Split(' ')[0]]}  {key.Split(' ')[1]}";

    private static string Line(KeyValuePair<string, KernelRealServer> real) => $"  -> {real.Key,-28} Masq    {real.Value.Weight,-6} {real.Value.Connections,-10} {0,-10}\n";
}
