using Proxier.Testing.Iptables;

namespace Proxier.Testing.Ipvs;

/// <summary>One line of <c>ip -batch</c>.</summary>
internal static class IpLine
{
    public static void Run(IpvsKernel kernel, string line)
    {
        string[] words = line.Split(' ');
        switch (words)
        {
            case ["link", "add", var name, "type", "dummy"]:
                if (!kernel.Links.TryAdd(name, new SortedSet<string>(StringComparer.Ordinal)))
                    throw new RestoreRefusedException("File exists");
                break;
            case ["link", "set", var name, "arp", "off"]:
                Find(kernel, name);
                break;
            case ["link", "del", var name]:
                Find(kernel, name);
                kernel.Links.Remove(name);
                break;
            case ["address", "add", var address, "dev", var name, ..]:
                if (!Find(kernel, name).Add(Bare(address)))
                    throw new RestoreRefusedException("File exists");
                break;
            case ["address", "del", var address, "dev", var name]:
                if (!Find(kernel, name).Remove(Bare(address)))
                    throw new RestoreRefusedException("Cannot assign requested address");
                break;
            default:
                throw new RestoreRefusedException($"not a command: {line}");
        }
    }

    private static SortedSet<string> Find(IpvsKernel kernel, string name) => kernel.Links.GetValueOrDefault(name) ?? throw new RestoreRefusedException($"Cannot find device {name}");

    private static string Bare(string address) => address.EndsWith("/32", StringComparison.Ordinal) || address.EndsWith("/128", StringComparison.Ordinal)
        ? address[..address.IndexOf('/', StringComparison.Ordinal)]
        : throw new RestoreRefusedException($"not one address: {address}");
}
