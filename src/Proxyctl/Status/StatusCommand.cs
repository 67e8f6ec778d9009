using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Proxier.Proxyctl.CommandLine;

namespace Proxier.Proxyctl.Status;

/// <summary>Asks a running proxyd how it is.</summary>
internal sealed class StatusCommand : ToolCommand
{
    private readonly Surroundings _surroundings;
    private readonly OutputOption _output = new();

    private readonly Option<IPEndPoint> _metrics = Address("--metrics-address", "Where the proxy answers /metrics and /proxyMode", new IPEndPoint(IPAddress.Loopback, 10249));

    private readonly Option<IPEndPoint> _healthz = Address("--healthz-address", "Where the proxy answers /healthz and /livez", new IPEndPoint(IPAddress.Loopback, 10256));

    public StatusCommand(Surroundings surroundings)
        : base("status", "Ask the proxyd of this machine which mode it runs and whether it is healthy; exit code 1 if it is not, or does not answer.")
    {
        _surroundings = surroundings;
        Add(_metrics);
        Add(_healthz);
        Add(_output);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("is the proxy of this machine healthy?", "proxyctl status"),
        new("why does it not run the mode that was asked for?", "proxyctl status -o json | jq .rejected"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        using var proxy = new ProxyClient(line.GetRequiredValue(_metrics), line.GetRequiredValue(_healthz));
        StatusReport report = await proxy.AskAsync(cancel);
        if (_output.IsJson(line))
            report.WriteJson(_surroundings.Output);
        else
            report.WriteText(_surroundings.Results);
        foreach (string problem in report.Problems)
            _surroundings.Messages.Error(problem);
        return report.IsHealthy ? ExitCode.Done : ExitCode.Failed;
    }

    private static Option<IPEndPoint> Address(string name, string description, IPEndPoint usual) => new(name)
    {
        Description = description, HelpName = "IP:PORT", DefaultValueFactory = _ => usual, CustomParser = Parse,
    };

    private static IPEndPoint? Parse(ArgumentResult argument)
    {
        if (IPEndPoint.TryParse(argument.Tokens[0].Value, out IPEndPoint? address) && address.Port > 0)
            return address;
        argument.AddError($"'{argument.Tokens[0].Value}' is not IP:PORT, such as 127.0.0.1:10249 or [::1]:10249.");
        return null;
    }
}
