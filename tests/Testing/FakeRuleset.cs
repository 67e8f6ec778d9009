using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Core.Graph;

namespace Proxier.Testing;

/// <param name="IsRepair">Leads to its state from any other.</param>
/// <param name="From">What the kernel must hold for it otherwise.</param>
public sealed record FakeRuleset(FamilyGraph Graph, IReadOnlyList<Script> Scripts, bool IsRepair, FamilyGraph? From) : Ruleset(Graph, Scripts)
{
    internal static Script Script(string purpose) => new("fake", [], purpose, new FakeText(purpose));

    private sealed class FakeText(string text) : IScriptText
    {
        public string Template => "fake/text.scriban";

        public void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(text));

        public void WriteModelTo(Utf8JsonWriter writer) => writer.WriteStringValue(text);
    }
}
