using System.Globalization;
using System.Text;

namespace Proxier.Live.Table;

/// <summary>The table as Markdown.</summary>
internal static class Report
{
    public static string Write(BenchTable table, Machine machine, TimeSpan took, string plot)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine("Written by `make bench`, in one run; do not edit. `make bench SIZES=1000,5000` measures less, `make live` measures more.").AppendLine();
        text.AppendLine(Head(machine, took)).AppendLine();
        text.AppendLine(Introduction).AppendLine();
        text.AppendLine($"![Seconds, milliseconds and microseconds by number of services]({plot})").AppendLine();
        text.AppendLine("| operation | services × endpoints | unit | Proxier | shape of 1.36 | shape up to 1.35 | iptables shape | times better | target | met |");
        text.AppendLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |");
        foreach (Row row in table.Rows)
            text.AppendLine(Line(row, table));
        text.AppendLine().AppendLine("## Where the figures come from").AppendLine();
        foreach (IGrouping<string, Operation> operations in table.Rows.Select(row => row.Operation).Distinct().GroupBy(operation => operation.Source))
            text.AppendLine($"- {string.Join("; ", operations.Select(operation => $"**{operation.Name}**"))}: {operations.Key}.");
        return text.ToString();
    }

    private const string Introduction = """
        "Times better" compares Proxier with kube-proxy's nftables shape of 1.36, in the same run; below 1, Proxier is worse. The shapes are not kube-proxy: they are rule sets like those that it writes, made
        by `tests/Testing/KubeProxy` from what is known about them and loaded with the same tools, and tests send packets through them. What kube-proxy itself needs before and after its
        tool runs is not in their figures. "> 60", and an arrow in the plot, means that the tool was ended after so long; "–" that there is nothing to measure, or that it would take longer
        still. Where the shape of 1.36 could not be loaded at once, it was loaded in pieces without a figure, so that changes and packets have something to stand beside.
        """;

    private static string Head(Machine machine, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{machine.Started}, a run of {took.TotalMinutes:0} minutes on {machine.Processors} processors ({machine.Model}), {machine.MemoryGiB} GiB, kernel {machine.Kernel}, nft {machine.Nft}, iptables {machine.Iptables}, .NET {machine.Runtime}. Load {machine.LoadBefore:0.0} before, {Machine.Load():0.0} after{(machine.LoadBefore > machine.Processors ? "; **the machine was busy with other work, so only ratios mean something**" : "")}.");

    private static string Line(Row row, BenchTable table)
    {
        string figures = string.Join(" | ", Enum.GetValues<Contender>().Select(contender => row[contender].ToString()));
        (string target, string met) = Judge(row, table);
        return $"| {row.Operation.Name} | {row.Size} | {row.Operation.Unit} | {figures} | {row.RatioText} | {target} | {met} |";
    }

    private static (string Text, string Met) Judge(Row row, BenchTable table)
    {
        if (Target.Of(row) is not { } target)
            return ("", "");
        string smallest = row.Smallest is { } beside ? $" ({Figure.Text(beside)})" : "";
        return ($"{target.Text}{smallest}", target.IsMet(row, table) switch { true => "yes", false => "**no**", null => "?" });
    }
}
