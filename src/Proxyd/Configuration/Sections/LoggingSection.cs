using Proxier.Proxyd.Configuration.Forms;

namespace Proxier.Proxyd.Configuration.Sections;

/// <summary>Its flags count beside a file, as with kube-proxy.</summary>
internal static class LoggingSection
{
    private static readonly Section Section = new("logging", isFlagAboveFile: true);
    private static readonly Effect NoBuffers = Effect.None("each line is written at once, to standard error");

    public static Setting<int> Verbosity { get; } = Section.Number(
        "verbosity", "--v", Effect.Live, "How much to log: 0 to 3 what happened, from 4 on every apply, from 6 on everything.", 0, Checks.NotNegative);

    public static Setting<string> Format { get; } = Section.Text(
        "format", "--logging-format", Effect.Restart, "FORMAT", "text, or json: one object a line.", "text", Checks.OneOf("text", "json"));

    public static Setting<TimeSpan> FlushFrequency { get; } = Section.Add(
        new DurationForm(takesNanoseconds: true), "flushFrequency", "--log-flush-frequency", NoBuffers, "DURATION", "Longest time that a line waits.", TimeSpan.FromSeconds(5), Checks.NotNegative,
        isZeroDefault: true);

    public static Setting<Core.EquatableArray<string>> Vmodule { get; } = Section.Add(
        new VmoduleForm(), "vmodule", "--vmodule", Effect.None("it names source files of kube-proxy"), "PATTERN=LEVEL,...", "Log levels of single source files.",
        Core.EquatableArray.Create<string>([]));

    public static Setting<bool> JsonSplitStream { get; } = Section.Switch("options.json.splitStream", "--log-json-split-stream", NoBuffers, "Errors to standard error, the rest to standard output.");

    public static Setting<string> JsonInfoBufferSize { get; } = Section.Quantity("options.json.infoBufferSize", "--log-json-info-buffer-size", NoBuffers, "Buffer for the latter.");

    public static Setting<bool> TextSplitStream { get; } = Section.Switch("options.text.splitStream", "--log-text-split-stream", NoBuffers, "Errors to standard error, the rest to standard output.");

    public static Setting<string> TextInfoBufferSize { get; } = Section.Quantity("options.text.infoBufferSize", "--log-text-info-buffer-size", NoBuffers, "Buffer for the latter.");

    public static IReadOnlyList<Setting> Settings => Section.Settings;
}
