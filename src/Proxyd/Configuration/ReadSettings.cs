using Proxier.Core;

namespace Proxier.Proxyd.Configuration;

/// <summary>What the command line and the file came to.</summary>
/// <param name="Errors">All of them; where one is about a value, its default stands in for it.</param>
/// <param name="Warnings">Each a sentence for the log.</param>
internal sealed record ReadSettings(SettingValues Values, IReadOnlyList<OptionFinding> Errors, IReadOnlyList<string> Warnings);
