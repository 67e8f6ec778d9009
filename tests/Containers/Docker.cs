using Proxier.Core.Commands;
using Proxier.Testing;
using Proxier.Testing.Containers;
using Proxier.Testing.Network;

namespace Proxier.Containers;

/// <summary>Docker with the image that `make image` left.</summary>
public sealed class Docker : IAsyncLifetime
{
    private DockerDaemon? _daemon;

    /// <summary>Its name, known once it is loaded.</summary>
    public static string Image { get; private set; } = "";

    /// <summary>The rules of this machine before any of this.</summary>
    public string RulesBefore { get; private set; } = "";

    /// <summary>Of the namespace that the tests themselves run in, whatever tool wrote them.</summary>
    public static async Task<string> RulesOfThisMachineAsync()
    {
        var rules = "";
        foreach (string program in new[] { "nft --stateless list ruleset", "iptables-legacy-save", "ip6tables-legacy-save" })
        {
            string[] words = program.Split(' ');
            var command = new Command(words[0], [.. words[1..]]) { Timeout = Patience.Limit * 2 };
            CommandResult result = await NetworkNamespace.RunnerWith([]).RunAsync(command, CancellationToken.None);
            rules += SavedText.WithoutCounters(result.Output);
        }

        return rules;
    }

    public async Task InitializeAsync()
    {
        if (Netns.Missing is not null)
            return; // every test is skipped with that reason
        string file = Repository.PathOf("artifacts/image.tar");
        if (!File.Exists(file))
            throw new FileNotFoundException("There is no image: make image", file);
        RulesBefore = await RulesOfThisMachineAsync();
        _daemon = await DockerDaemon.StartAsync();
        Image = await DockerEngine.Current.LoadImageAsync(file);
    }

    public async Task DisposeAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
    }
}
