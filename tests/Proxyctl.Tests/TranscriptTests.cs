using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Proxier.Testing.Network;

namespace Proxier.Proxyctl.Tests;

/// <summary>
/// Runs the transcripts of <c>docs/proxyctl.md</c>, the real program in a real shell beside <c>examples/</c>. With the variable GOLDEN=1 the
/// page is written anew; read the difference like code.
/// </summary>
public sealed partial class TranscriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Docs");

    [NetnsFact]
    public async Task Every_command_prints_what_the_page_says()
    {
        await using LoneNamespace node = await LoneNamespace.CreateAsync();
        string page = await File.ReadAllTextAsync(Path.Combine(Folder, "proxyctl.md"));
        var written = new StringBuilder();
        int end = 0;
        foreach (Match transcript in Transcripts().Matches(page))
        {
            string output = await Shell.RunAsync(node.Network, transcript.Groups["command"].Value, Folder);
            if (Environment.GetEnvironmentVariable("GOLDEN") != "1")
                Assert.Equal(Lasting(transcript), Lasting(transcript, output));
            written.Append(page.AsSpan(end, transcript.Groups["output"].Index - end)).Append(output);
            end = transcript.Groups["output"].Index + transcript.Groups["output"].Length;
        }

        Assert.NotEqual(0, end);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "1")
            await File.WriteAllTextAsync(Source(), written.Append(page.AsSpan(end)).ToString());
    }

    /// <summary>What a daemon says of itself has times and sizes, which no two runs share.</summary>
    private static string Lasting(Match transcript, string? output = null)
    {
        string text = output ?? transcript.Groups["output"].Value;
        return transcript.Groups["command"].Value.Contains("proxyctl status", StringComparison.Ordinal) ? Passing().Replace(text, "~") : text;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:]+Z|[\d.]+ ms|\d+ bytes|proxyd +\S+")]
    private static partial Regex Passing();

    [GeneratedRegex("```sh\n(?<command>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Transcripts();

    private static string Source([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file) ?? "", "..", "..", "docs", "proxyctl.md");
}
