using Proxier.Proxyd.Configuration;

namespace Proxier.Proxyd.Tests.Configuration;

/// <summary>
/// <c>docs/configuration.md</c> has every field, flag and gate with what is true of it. With the variable GOLDEN=1 its tables are written
/// instead; read the difference like code.
/// </summary>
public sealed class PageTests
{
    private static string Page { get; } = Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void Every_field_is_in_the_page() => Check(
        "fields", "| field | flag | default | a change | meaning |", Settings.All.Where(setting => setting.Field.Length > 0)
            .Select(setting => $"| `{setting.Field}` | {Flag(setting)} | {Default(setting)} | {setting.Effect.Word} | {Meaning(setting)} |"));

    [Fact]
    public void Every_flag_without_a_field_is_in_the_page() => Check(
        "flags", "| flag | default | meaning |", Settings.All.Where(setting => setting.Field.Length == 0)
            .Select(setting => $"| {Flag(setting)} | {Default(setting)} | {Meaning(setting)} |").Concat(["| `--version`, `--help` | | Say so, and end. |"]));

    [Fact]
    public void Every_gate_is_in_the_page() => Check("gates", "| gate | here |", KnownGates.All.OrderBy(gate => gate.Key, StringComparer.Ordinal)
        .Select(gate => $"| `{gate.Key}` | {(gate.Value ? "always there" : "not there")} |"));

    private static string Flag(Setting setting) => setting.Flag.Length == 0 ? "" : setting.Flag == "--v" ? "`-v`, `--v` **\\***" : $"`{setting.Flag}`{(setting.IsFlagAboveFile ? " **\\***" : "")}";

    private static string Default(Setting setting) => setting.IsOptional || (setting.IsZero(setting.Fallback) && setting.TextOf(setting.Fallback) is "\"\"" or "[]" or "{}")
        ? ""
        : $"`{setting.TextOf(setting.Fallback).Trim('"')}`";

    private static string Meaning(Setting setting)
    {
        string modes = setting.Modes.Count == 0 ? "" : $"In mode {string.Join(", ", setting.Modes)}. ";
        return $"{modes}{setting.Help}{(setting.Effect.IsNone ? $" **No effect**: {setting.Effect.Reason}." : "")}".Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static void Check(string part, string head, IEnumerable<string> rows)
    {
        string rule = string.Concat(Enumerable.Repeat("| --- ", head.Count(c => c == '|') - 1)) + "|";
        string expected = string.Concat(new[] { head, rule }.Concat(rows).Select(row => row + "\n"));
        string begin = $"<!-- {part} -->\n", end = $"<!-- end of {part} -->", page = File.ReadAllText(Page);
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = page.IndexOf(end, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "1")
            File.WriteAllText(Page, page[..from] + expected + page[to..]);
        else
            Assert.Equal(expected, page[from..to]);
    }
}
