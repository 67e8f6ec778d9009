using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Proxier.Core;
using Proxier.Core.Commands;
using Proxier.Testing.Iptables;

namespace Proxier.Testing.Ipvs;

/// <summary>A host with the tools of the ipvs mode, and iptables in its nft variant only. They write to an <see cref="IpvsKernel"/>.</summary>
public sealed class IpvsKernelRunner(IpvsKernel kernel) : ICommandRunner
{
    private readonly List<string> _writes = [];

    /// <summary>Every text that was given to a tool, after its program.</summary>
    public IReadOnlyList<string> Writes => _writes;

    public List<Command> Commands { get; } = [];

    /// <summary>Before each command.</summary>
    public Action<Command>? Starting { get; set; }

    /// <summary>After each line that changed something, and after each commit of rules.</summary>
    public Action? Changed { get; set; }

    /// <summary>Lines that may still succeed; then every tool fails, as if it was killed. Null: no limit.</summary>
    public int? LinesLeft { get; set; }

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel)
    {
        Starting?.Invoke(command);
        Commands.Add(command);
        string input = command.Input is null ? "" : Text(command);
        if (input.Length > 0)
            _writes.Add($"{command.Program}\n{input}");
        (string output, string error) = Run(command, input);
        return ValueTask.FromResult(new CommandResult(output, error, TimeSpan.Zero));
    }

    public async IAsyncEnumerable<string> ReadLinesAsync(Command command, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string line in (await RunAsync(command, cancel)).Output.Split('\n'))
            yield return line;
    }

    private (string Output, string Error) Run(Command command, string input)
    {
        EquatableArray<string> words = command.Arguments;
        return (command.Program, string.Join(' ', words)) switch
        {
            ("ip", "-j address show") => (AddressesJson(), ""),
            ("ip", "-batch -") => Each(command, input, line => IpLine.Run(kernel, line)),
            ("ipset", "save") => (string.Concat(kernel.Sets.Select(SaveSet)), ""),
            ("ipset", "restore -exist") => Each(command, input, line => SetLine.Run(kernel, line)),
            ("ipvsadm", "-S -n") => (ServerText.Save(kernel), ""),
            ("ipvsadm", "-L -n") => (ServerText.List(kernel), ""),
            ("ipvsadm", "-L --timeout") => ($"Timeout (tcp tcpfin udp): {string.Join(' ', kernel.Timeouts)}\n", ""),
            ("ipvsadm", "--restore") => ("", Servers(command, input)),
            ("ipvsadm", _) when words is ["--set", _, _, _] => SetTimeouts([.. words.Skip(1).Select(int.Parse)]),
            ("iptables", "--version") => ("iptables v1.8.9 (nf_tables)\n", ""),
            ("iptables-save" or "iptables-nft-save", _) => (RulesText.Save(kernel.Rules[0]), ""),
            ("ip6tables-save" or "ip6tables-nft-save", _) => (RulesText.Save(kernel.Rules[1]), ""),
            ("iptables-restore" or "iptables-nft-restore", _) => Restore(command, input, 0),
            ("ip6tables-restore" or "ip6tables-nft-restore", _) => Restore(command, input, 1),
            _ => throw new CommandFailedException(command, "could not be started", null, "") { IsNotInstalled = true },
        };
    }

    private (string, string) Each(Command command, string input, Action<string> run)
    {
        foreach (string line in Lines(input))
        {
            Spend(command);
            try
            {
                run(line);
            }
            catch (RestoreRefusedException refusal)
            {
                throw new CommandFailedException(command, "ended with code 1", 1, $"{line}: {refusal.Message}");
            }

            Changed?.Invoke();
        }

        return ("", "");
    }

    /// <summary>ipvsadm goes on after a refusal.</summary>
    private string Servers(Command command, string input)
    {
        var errors = new StringBuilder();
        foreach (string line in Lines(input))
        {
            Spend(command);
            try
            {
                ServerText.Run(kernel, line);
            }
            catch (RestoreRefusedException refusal)
            {
                errors.Append(refusal.Message).Append('\n');
            }

            Changed?.Invoke();
        }

        return errors.ToString();
    }

    private (string, string) Restore(Command command, string input, int family)
    {
        Spend(command);
        foreach (string line in Lines(input))
        {
            if (RestoreRule.After(RestoreRule.Split(line), "--match-set") is { } set && !kernel.Sets.ContainsKey(set))
                throw new CommandFailedException(command, "ended with code 2", 2, $"Set {set} doesn't exist.");
        }

        try
        {
            kernel.Rules[family].Load(input, Changed);
        }
        catch (RestoreRefusedException refusal)
        {
            throw new CommandFailedException(command, "ended with code 1", 1, refusal.Message);
        }

        return ("", "");
    }

    private (string, string) SetTimeouts(int[] seconds)
    {
        kernel.Timeouts = [.. kernel.Timeouts.Zip(seconds, (old, now) => now == 0 ? old : now)];
        _writes.Add($"ipvsadm --set {string.Join(' ', seconds)}");
        return ("", "");
    }

    private void Spend(Command command)
    {
        if (LinesLeft is { } left)
            LinesLeft = left > 0 ? left - 1 : throw new CommandFailedException(command, "was killed", null, "");
    }

    private string AddressesJson() => JsonSerializer.Serialize(kernel.Links.Select(link => new
    {
        ifname = link.Key,
        addr_info = link.Value.Select(address => new { local = address, scope = "global" }),
    }));

    private static string SaveSet(KeyValuePair<string, KernelSet> set) =>
        $"create {set.Key} {set.Value.Type} {set.Value.Options}\n{string.Concat(set.Value.Members.Select(member => $"add {set.Key} {member}\n"))}";

    private static IEnumerable<string> Lines(string input) => input.Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    private static string Text(Command command)
    {
        using var stream = new MemoryStream();
        command.Input!.WriteTo(stream); // the caller has looked
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
