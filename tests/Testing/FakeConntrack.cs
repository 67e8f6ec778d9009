using System.Runtime.CompilerServices;
using Proxier.Core.Commands;

namespace Proxier.Testing;

/// <summary>
/// The <c>conntrack</c> tool over a list of lines. It takes the options that are used here, prints what the tool prints, and ends with
/// its exit codes: 1 for a deletion that found nothing, 2 for an option that it does not know (conntrack 1.4.7).
/// </summary>
public sealed class FakeConntrack : ICommandRunner
{
    private static readonly Dictionary<string, (bool IsReply, string Key)> Filters = new()
    {
        ["-d"] = (false, "dst"), ["--dport"] = (false, "dport"), ["-r"] = (true, "src"), ["--reply-port-src"] = (true, "sport"),
    };

    private readonly Lock _lock = new();
    private readonly List<Command> _commands = [];

    public List<string> Flows { get; } = [];

    /// <summary>The tool is not installed.</summary>
    public bool IsMissing { get; set; }

    /// <summary>Runs at each start of the tool, before it looks at the flows.</summary>
    public Action<Command> OnStart { get; set; } = _ => { };

    public IReadOnlyList<Command> Commands
    {
        get
        {
            lock (_lock)
                return [.. _commands];
        }
    }

    public IReadOnlyList<string> Deletions => [.. Commands.Where(command => command.Arguments[0] == "-D").Select(command => command.ToString())];

    public int Dumps => Commands.Count(command => command.Arguments[0] == "-L");

    /// <summary>Adds a flow; without a translation the destination itself answers.</summary>
    public void Add(string client, string destination, int port, string? endpoint = null, int? endpointPort = null, int clientPort = 40000) => Flows.Add(
        $"udp      17 29 src={client} dst={destination} sport={clientPort} dport={port} "
        + $"src={endpoint ?? destination} dst={client} sport={endpointPort ?? port} dport={clientPort} mark=0 use=1");

    public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancel) => throw new NotSupportedException("Its output has no bound; read it line by line.");

    public async IAsyncEnumerable<string> ReadLinesAsync(Command command, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
            _commands.Add(command);
        OnStart(command);
        if (IsMissing)
            throw new CommandFailedException(command, "was not started: there is no program 'conntrack' in PATH", null, "");
        foreach (string line in Run(command))
            yield return line;
    }

    private List<string> Run(Command command)
    {
        string[] arguments = [.. command.Arguments];
        if (command.Program != "conntrack" || arguments[..3] is not ["-L" or "-D", "-p", "udp"] || arguments[3..5] is not ["-f", "ipv4" or "ipv6"])
            throw new CommandFailedException(command, "ended with code 2", 2, "conntrack v1.4.7 (conntrack-tools): unknown option");

        List<string> found = Flows.FindAll(flow => flow.Contains("dst=") && flow.Contains(':') == (arguments[4] == "ipv6"));
        for (int i = 5; i < arguments.Length; i += 2)
            found.RemoveAll(flow => !Matches(flow, Filters[arguments[i]], arguments[i + 1]));
        if (arguments[0] == "-L")
            return found;

        if (found.Count == 0)
            throw new CommandFailedException(command, "ended with code 1", 1, "conntrack v1.4.7 (conntrack-tools): 0 flow entries have been deleted.");
        Flows.RemoveAll(found.Contains);
        return found;
    }

    private static bool Matches(string flow, (bool IsReply, string Key) filter, string value)
    {
        int reply = flow.LastIndexOf(" src=", StringComparison.Ordinal);
        string half = filter.IsReply ? flow[reply..] : flow[..reply];
        return $"{half} ".Contains($" {filter.Key}={value} ", StringComparison.Ordinal);
    }
}
