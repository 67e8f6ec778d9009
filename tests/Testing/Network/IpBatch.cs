using System.Text;
using System.Text.Json;
using Proxier.Core.Backends;
using Proxier.Core.Commands;

namespace Proxier.Testing.Network;

/// <summary>Many <c>ip</c> commands in one process: a testbed is made in a tenth of a second.</summary>
internal static class IpBatch
{
    public static async Task RunAsync(ICommandRunner runner, IEnumerable<string> lines, params string[] options) =>
        await runner.RunAsync(new Command("ip", [.. options, "-batch", "-"]) { Input = new Lines(lines) }, CancellationToken.None);

    private sealed class Lines(IEnumerable<string> lines) : IScriptText
    {
        public string Template => "";

        public void WriteTo(Stream stream) => stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"));

        public void WriteModelTo(Utf8JsonWriter writer) => throw new NotSupportedException("These lines come from no template.");
    }
}
