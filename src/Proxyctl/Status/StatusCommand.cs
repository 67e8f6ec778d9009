using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Proxier.Core.Objects;
using Proxier.Proxyctl.CommandLine;
using Proxier.Proxyctl.Input;

namespace Proxier.Proxyctl.Status;

/// <summary>Asks a running proxyd how it is.</summary>
internal sealed class StatusCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly OutputOption _output = new();
    private readonly SocketOption _socket = new();

    private readonly Option<IPEndPoint> _metrics = Address("--metrics-address", "Where the proxy answers /metrics and /proxyMode", new IPEndPoint(IPAddress.Loopback, 10249));

    private readonly Option<IPEndPoint> _healthz = Address("--healthz-address", "Where the proxy answers /healthz and /livez", new IPEndPoint(IPAddress.Loopback, 10256));

    public StatusCommand(Surroundings surroundings)
        : base("status", "Ask the proxyd of this machine which mode it runs, whether it is healthy and what it did last; exit code 1 if it is not healthy, if the last try to write the rules failed, or if it does not answer.")
    {
        _surroundings = surroundings;
        Add(_socket);
        Add(_metrics);
        Add(_healthz);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("is the proxy of this machine healthy?", "proxyctl status"),
        new("what did the tool say when it failed?", "proxyctl status -o json | jq .daemon.families[].lastFailure"),
        new("why does it not run the mode that was asked for?", "proxyctl status -o json | jq .rejected"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        StatusReport report = await AskDaemonAsync(line, cancel) ?? await AskHttpAsync(line, cancel);
        if (_output.IsJson(line))
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Results);
        foreach (string problem in report.Problems)
            _surroundings.Messages.Error(problem);
        return report.IsHealthy ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Null: HTTP is to be asked. It was asked for, or there is no socket of ours, as with a kube-proxy.</summary>
    private async Task<StatusReport?> AskDaemonAsync(ParseResult line, CancellationToken cancel)
    {
        if (!_socket.IsGiven(line) && (IsGiven(line, _metrics) || IsGiven(line, _healthz)))
            return null;
        try
        {
            using var daemon = new DaemonClient(line.GetRequiredValue(_socket));
            return StatusReport.Of(await daemon.StatusAsync(cancel));
        }
        catch (DaemonSilentException) when (!_socket.IsGiven(line))
        {
            return null;
        }
    }

    private async Task<StatusReport> AskHttpAsync(ParseResult line, CancellationToken cancel)
    {
        using var proxy = new ProxyClient(line.GetRequiredValue(_metrics), line.GetRequiredValue(_healthz));
        return await proxy.AskAsync(cancel);
    }

    private static bool IsGiven(ParseResult line, Option option) => line.GetResult(option) is { Implicit: false };

    private static Option<IPEndPoint> Address(string name, string description, IPEndPoint usual) => new(name)
    {
        Description = description,
        HelpName = "IP:PORT",
        DefaultValueFactory = _ => usual,
        CustomParser = Parse,
    };

    private static IPEndPoint? Parse(ArgumentResult argument)
    {
        if (AddressText.TryParseSocket(argument.Tokens[0].Value, out IPEndPoint address))
            return address;
        argument.AddError($"'{argument.Tokens[0].Value}' is not IP:PORT, such as 127.0.0.1:10249 or [::1]:10249.");
        return null;
    }
}
