using Proxier.Testing.Iptables;

namespace Proxier.Testing.Ipvs;

/// <summary>One line of <c>ipset restore -exist</c>.</summary>
internal static class SetLine
{
    private const int LongestName = 31;

    public static void Run(IpvsKernel kernel, string line)
    {
        string[] words = line.Split(' ', 4);
        switch (words)
        {
            case ["create", var name, var type, var options]:
                if (name.Length > LongestName)
                    throw new RestoreRefusedException("setname is longer than 31 characters");
                if (!kernel.Sets.TryAdd(name, new KernelSet(type, options)) && kernel.Sets[name].Type != type)
                    throw new RestoreRefusedException("set with the same name already exists");
                break;
            case ["add", var name, var member]:
                Find(kernel, name).Members.Add(Checked(member));
                break;
            case ["del", var name, var member]:
                Find(kernel, name).Members.Remove(Checked(member));
                break;
            case ["destroy", var name]:
                Find(kernel, name);
                if (kernel.Rules.Any(rules => rules.Dump().Contains($"--match-set {name} ", StringComparison.Ordinal)))
                    throw new RestoreRefusedException("Set cannot be destroyed: it is in use by a kernel component");
                kernel.Sets.Remove(name);
                break;
            default:
                throw new RestoreRefusedException($"not a command: {line}");
        }
    }

    private static KernelSet Find(IpvsKernel kernel, string name) => kernel.Sets.GetValueOrDefault(name) ?? throw new RestoreRefusedException("The set with the given name does not exist");

    private static string Checked(string member) => member.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or ',' or '/')
        ? member
        : throw new RestoreRefusedException($"not a member: {member}");
}
