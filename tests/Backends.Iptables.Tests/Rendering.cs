using System.Text;
using Microsoft.Extensions.Options;
using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Backends;
using Proxier.Core.Graph;
using Proxier.Templating;
using Proxier.Testing.Iptables;

namespace Proxier.Backends.Iptables.Tests;

internal static class Rendering
{
    private static readonly IptablesTemplates Templates = new(new EmbeddedTemplates(typeof(IptablesBackend).Assembly));

    public static IptablesRenderer Renderer { get; } = With(new IptablesOptions());

    public static IptablesRenderer With(IptablesOptions options) => new(Templates, Options.Create(options));

    public static string Text(Script script) => Text(script.Text);

    public static string Pieces(IEnumerable<PieceView> pieces) => Text(Templates.Restore.Bind(new RestoreView("iptables-restore", pieces)));

    public static RestoreKernel Full(IptablesRenderer renderer, FamilyGraph graph) => Load(renderer.RenderRepair(graph, Cut.ForNft), new RestoreKernel());

    public static RestoreKernel Load(Ruleset ruleset, RestoreKernel kernel, Action? committed = null)
    {
        foreach (Script script in ruleset.Scripts)
            kernel.Load(Text(script), committed);
        return kernel;
    }

    /// <summary>The rules of all chains, one a line, in the order of a full restore.</summary>
    public static string[] Rules(FamilyGraph graph, string table, IptablesRenderer? renderer = null)
    {
        RestoreTable rules = Full(renderer ?? Renderer, graph)[table];
        return [.. rules.Chains.SelectMany(chain => rules.Rules(chain)!.Select(rule => $"{chain} {rule}"))]; // it lists only chains that exist
    }

    public static string Text(IScriptText text)
    {
        using var stream = new MemoryStream();
        text.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
