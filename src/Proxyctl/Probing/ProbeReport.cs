using Proxier.Core.Probing;
using Proxier.Kernel.Versions;
using Proxier.Proxyctl.Screens;
using Spectre.Console;

namespace Proxier.Proxyctl.Probing;

/// <param name="Kernel">As <c>uname -r</c> prints it.</param>
internal sealed record ProbeReport(string Kernel, IReadOnlyList<ToolReport> Tools, IReadOnlyList<ModeReport> Modes)
{
    public static ProbeReport Of(ToolVersions versions, IEnumerable<ModeProbeResult> modes) => new(
        versions.Kernel.Text, [.. versions.Tools.Select(ToolReport.Of)], [.. modes.Select(ModeReport.Of)]);

    public void WriteJson(Stream output) => ReportJson.Write(output, this);

    public void WriteText(Screen screen)
    {
        Table versions = new Table().NoBorder().AddColumns("program", "version");
        versions.AddRow("Linux", Markup.Escape(Kernel));
        foreach (ToolReport tool in Tools)
            versions.AddRow(tool.Tool, Markup.Escape(tool.ToString()));
        screen.Table(versions);
        foreach (ModeReport mode in Modes)
        {
            screen.Line("");
            mode.WriteText(screen);
        }
    }
}
