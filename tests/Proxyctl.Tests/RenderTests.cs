using System.Text.Json;
using Proxier.Backends.Nft;

namespace Proxier.Proxyctl.Tests;

public sealed class RenderTests
{
    private static readonly string Input = Scenario.Input("dual-stack");

    [Fact]
    public async Task Every_run_prints_the_same_bytes_wherever_the_input_comes_from()
    {
        ToolRun file = await ToolRun.OfAsync("render", "-f", Input);
        ToolRun again = await ToolRun.OfAsync("render", "-f", Input);
        ToolRun piped = await ToolRun.ReadingAsync(await File.ReadAllTextAsync(Input), "render", "-f", "-");
        Assert.StartsWith("table ip proxier {", file.Output, StringComparison.Ordinal);
        Assert.Equal(file, again);
        Assert.Equal(file, piped);
    }

    [Fact]
    public async Task Both_families_are_one_after_the_other()
    {
        ToolRun both = await ToolRun.OfAsync("render", "-f", Input);
        ToolRun ipv4 = await ToolRun.OfAsync("render", "-f", Input, "--family", "ip");
        ToolRun ipv6 = await ToolRun.OfAsync("render", "-f", Input, "--family", "ip6");
        Assert.Equal(both.Output, ipv4.Output + ipv6.Output);
    }

    [Fact]
    public async Task Several_inputs_are_one_cluster()
    {
        string[] files = [Scenario.Input("sctp"), Path.GetTempFileName()];
        await File.WriteAllTextAsync(files[1], SomeManifests.Service(name: "other", clusterIP: "10.96.0.99"));
        ToolRun run = await ToolRun.OfAsync("render", "-f", files[0], "-f", files[1], "--family", "ip");
        File.Delete(files[1]);
        Assert.Contains("shop/signal", run.Output, StringComparison.Ordinal);
        Assert.Contains("shop/other", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_names_program_template_and_what_the_template_receives()
    {
        ToolRun run = await ToolRun.OfAsync("render", "-f", Input, "--family", "ip", "--emit", "model");
        JsonElement first = JsonDocument.Parse(run.Output).RootElement[0];
        Assert.Equal("nft", first.GetProperty("program").GetString());
        Assert.Equal("-f -", string.Join(' ', first.GetProperty("arguments").EnumerateArray()));
        Assert.Equal("prepare", first.GetProperty("purpose").GetString());
        Assert.Equal("nft/prepare.scriban", first.GetProperty("template").GetString());
        Assert.Equal("ipv4_addr", first.GetProperty("model").GetProperty("address_type").GetString());
    }

    [Fact]
    public async Task Templates_of_a_folder_take_the_place_of_ours()
    {
        ToolRun run = await ToolRun.OfAsync("render", "-f", Input, "--templates", TemplatesWith("prepare.scriban", "# {{ family }}\n"), "--family", "ip");
        Assert.StartsWith("# ip\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_template_is_bad_input_and_nothing_is_printed()
    {
        ToolRun run = await ToolRun.OfAsync("render", "-f", Input, "--templates", TemplatesWith("prepare.scriban", "{{ famly }}\n"));
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("nft/prepare.scriban(1,4)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_with_the_input_is_told_at_once_and_nothing_is_printed()
    {
        string input = SomeManifests.Service(clusterIP: "10.96.0") + "---\n" + SomeManifests.Service(name: "Web");
        ToolRun run = await ToolRun.ReadingAsync(input, "render", "-f", "-", "-f", "/nowhere.yaml", "--cluster-cidr", "wrong", "--masquerade-bit", "32");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("-:1 (document 1): Service shop/web: spec.clusterIP", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("metadata.name", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("/nowhere.yaml", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("error: --cluster-cidr: 'wrong'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("error: --masquerade-bit: 32", StringComparison.Ordinal));
    }

    /// <summary>Our templates, one of them replaced.</summary>
    private static string TemplatesWith(string name, string text)
    {
        string folder = Directory.CreateTempSubdirectory("proxyctl-templates").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "nft"));
        foreach (string resource in typeof(NftServices).Assembly.GetManifestResourceNames().Where(resource => resource.EndsWith(".scriban", StringComparison.Ordinal)))
        {
            using Stream from = typeof(NftServices).Assembly.GetManifestResourceStream(resource)!; // it is in the list of names
            using FileStream to = File.Create(Path.Combine(folder, resource["templates/".Length..]));
            from.CopyTo(to);
        }

        File.WriteAllText(Path.Combine(folder, "nft", name), text);
        return folder;
    }
}
