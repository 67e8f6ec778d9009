using Proxier.Core.Probing;

namespace Proxier.Proxyctl.Probing;

internal static class Answers
{
    public static Answer Of(Support support) => support switch
    {
        Support.Yes => Answer.Yes,
        Support.No => Answer.No,
        _ => Answer.Unknown,
    };

    /// <summary>Null for a yes.</summary>
    public static string? ReasonOf(Support support) => support switch
    {
        Support.No no => no.Missing,
        Support.Unknown unknown => unknown.Cause,
        _ => null,
    };
}
