using Proxier.Core;
using Proxier.Core.Building;
using Proxier.Manifests;

namespace Proxier.Proxyctl.Input;

/// <summary>Something wrong with what was given, as people and programs read it.</summary>
/// <param name="Location">Null when it is about no place in a file.</param>
/// <param name="Object">Kind and name; null when it is about none.</param>
/// <param name="Field">Of the object, or the flag; null when it is about the whole.</param>
internal sealed record InputFinding(ManifestLocation? Location, string? Object, string? Field, string Problem)
{
    public static InputFinding Of(ManifestFinding finding) =>
        new(finding.Location, NullIfEmpty(finding.Object), NullIfEmpty(finding.Finding.Field), finding.Finding.Problem);

    public static InputFinding Of(GraphWarning warning) => new(null, warning.Object, warning.Field, warning.Message);

    public static InputFinding Of(OptionFinding finding) => new(null, null, $"--{finding.Option}", finding.Message);

    public override string ToString() => string.Join(": ", new[] { Location?.ToString(), Object, Field, Problem }.OfType<string>());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
