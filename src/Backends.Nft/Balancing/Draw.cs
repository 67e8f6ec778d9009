using System.Globalization;
using System.Text;

namespace Proxier.Backends.Nft.Balancing;

/// <summary>How a slot number is drawn for a new connection.</summary>
internal sealed record Draw
{
    /// <summary>"prox". Without a seed the kernel makes one up, and a restart or another node would send flows elsewhere.</summary>
    private const string Seed = "0x70726f78";

    public static readonly Draw Random = new("pick", "numgen random mod {0}");

    /// <summary>The counter belongs to the rule, so each pool needs a chain of its own.</summary>
    public static readonly Draw RoundRobin = new("turn", "numgen inc mod {0}");

    public static readonly Draw SourceHash = new("hash", $"jhash {{1}} saddr mod {{0}} seed {Seed}");

    public static readonly Draw Maglev = new("maglev", $"jhash {{1}} saddr . th sport mod {{0}} seed {Seed}");

    private readonly CompositeFormat _expression;

    private Draw(string name, string expression)
    {
        Name = name;
        _expression = CompositeFormat.Parse(expression);
    }

    /// <summary>The verb in the names of its chains.</summary>
    public string Name { get; }

    /// <param name="family">ip or ip6.</param>
    /// <param name="slots">The number drawn is below this.</param>
    public string Expression(string family, int slots) => string.Format(CultureInfo.InvariantCulture, _expression, slots, family);
}
