using Microsoft.Extensions.Logging;
using Proxier.Proxyd.CommandLine;
using Proxier.Proxyd.Configuration.Sections;
using Proxier.Proxyd.Logging;

namespace Proxier.Proxyd.Configuration;

/// <summary><c>--write-config-to</c>.</summary>
internal static class ConfigurationWriter
{
    /// <summary>Returns the exit code. What only a flag can say is missing from the file, with a warning each.</summary>
    public static int Write(ProxydOptions options, string path, TextWriter error)
    {
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddStderr(new LogSettings(options.LogLevel, options.IsLogJson), error));
        ILogger logger = logging.CreateLogger("Proxyd");
        SettingValues written = new Listeners(options.Values).WrittenOut().With(RootSection.Mode, options.Modes.Requested);
        try
        {
            File.WriteAllText(path, ConfigurationYaml.Write(written));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"proxyd: the configuration cannot be written: {e.Message}");
            return 1;
        }

        SettingValues back = new SettingsReader(new Dictionary<string, IReadOnlyList<string>> { [CommandLineSection.Config.Flag] = [path] }).Read().Values;
        foreach (Setting lost in written.DifferencesTo(new Listeners(back).WrittenOut()))
            logger.ConfigurationWarning($"{lost.Field} is {lost.TextOf(written[lost])}, which a file cannot say: it stands for the default there");
        logger.ConfigurationWritten(path);
        return 0;
    }
}
