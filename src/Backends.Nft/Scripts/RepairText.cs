using System.Text.Json;
using Proxier.Core.Backends;

namespace Proxier.Backends.Nft.Scripts;

/// <summary>
/// The text of a repair, made only when it is wanted: what to do depends on what is there, and each way is as large as the cluster.
/// </summary>
/// <param name="template">The template of the repair.</param>
/// <param name="repair">From a table of ours in any state.</param>
/// <param name="fromNothing">When there is no table.</param>
/// <param name="replacement">When a table of our name cannot be repaired; forgets the affinity of clients.</param>
internal sealed class RepairText(string template, Func<IScriptText> repair, Func<IReadOnlyList<Script>> fromNothing, Func<Script> replacement) : IScriptText
{
    public string Template => template;

    public IReadOnlyList<Script> FromNothing => fromNothing();

    public Script Replacement => replacement();

    public void WriteTo(Stream stream) => repair().WriteTo(stream);

    public void WriteModelTo(Utf8JsonWriter writer) => repair().WriteModelTo(writer);
}
