using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Proxier.Core.Backends;
using Proxier.Core.Commands;
using Proxier.Core.Graph;
using Proxier.Core.Iptables;
using Proxier.Core.Objects;
using Proxier.Testing;
using Proxier.Testing.Network;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>Our backend on a real kernel, in a namespace of its own.</summary>
internal sealed class KernelTables : IAsyncDisposable
{
    private readonly LoneNamespace _namespace;
    private readonly IptablesVariant _variant;
    private readonly ExpectedRules _expected = new();
    private readonly VariantChooser _chooser;

    private KernelTables(LoneNamespace @namespace, IptablesVariant variant, IptablesOptions options, Func<ICommandRunner, ICommandRunner>? host = null)
    {
        _namespace = @namespace;
        _variant = variant;
        Runs = new RecordingRunner(host is null ? @namespace.Network.Runner : host(@namespace.Network.Runner));
        IOptions<IptablesOptions> wrapped = Options.Create(options);
        _chooser = new VariantChooser(Runs, options.Variant, NullLogger<VariantChooser>.Instance);
        Backend = new IptablesBackend(Rendering.With(options), _chooser, _expected, Runs, Time, wrapped, NullLogger<IptablesBackend>.Instance);
    }

    public IptablesBackend Backend { get; }

    public ManualTime Time { get; } = new();

    /// <summary>The commands that the backend ran.</summary>
    public RecordingRunner Runs { get; }

    public static async Task<KernelTables> CreateAsync(IptablesVariant variant, Action<IptablesOptions>? configure = null)
    {
        var options = new IptablesOptions { Variant = variant };
        configure?.Invoke(options);
        return new KernelTables(await LoneNamespace.CreateAsync(), variant, options);
    }

    /// <summary>A new process on the same kernel.</summary>
    /// <param name="missing">Begins the names of programs that are not there.</param>
    public KernelTables Restarted(IptablesOptions options, params string[] missing) =>
        new(_namespace, _variant, options, runner => new RunnerWithout(runner, missing));

    public async Task<Ruleset> RepairAsync(FamilyGraph graph)
    {
        Ruleset ruleset = Backend.RenderRepair(graph);
        await Backend.ApplyAsync(ruleset, CancellationToken.None);
        return ruleset;
    }

    /// <summary>Runs iptables of this variant, or of another one.</summary>
    public Task<string> IptablesAsync(string arguments, IptablesVariant? variant = null) =>
        _namespace.Network.RunAsync($"iptables-{(variant ?? _variant).ToString().ToLowerInvariant()}", arguments.Split(' '));

    public Task<string> ShellAsync(string command) => _namespace.Network.RunAsync("sh", "-c", command);

    public Task<string> RawSaveAsync(IpFamily family, IptablesVariant? variant = null) =>
        _namespace.Network.RunAsync(IptablesTool.Named(variant ?? _variant).Save(family));

    /// <summary>All rules of a family, without counters and remarks; chains in order of name, because the two variants order them by history.</summary>
    public async Task<string> SaveAsync(IpFamily family, IptablesVariant? variant = null)
    {
        string saved = await RawSaveAsync(family, variant);
        return string.Join('\n', Sections(saved.Split('\n')));
    }

    public async ValueTask DisposeAsync()
    {
        _expected.Dispose();
        _chooser.Dispose();
        await _namespace.DisposeAsync();
    }

    private static IEnumerable<string> Sections(string[] lines)
    {
        string table = "";
        return lines.Where(line => line.Length > 0 && line[0] != '#').Select(line =>
        {
            table = line[0] == '*' ? line : table;
            return (Table: table, Line: line[0] == ':' ? line[..line.IndexOf(' ')] : line);
        }).OrderBy(item => item.Table, StringComparer.Ordinal).ThenBy(item => KeyOf(item.Line), StringComparer.Ordinal).Select(item => $"{item.Table} {item.Line}");
    }

    /// <summary>The rules of one chain stay in their order.</summary>
    private static string KeyOf(string line) => line.StartsWith("-A ", StringComparison.Ordinal) ? string.Join(' ', line.Split(' ').Take(2)) : line;
}
