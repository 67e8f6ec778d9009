using Proxier.Core.Objects;
using Proxier.Core.Probing;

namespace Proxier.Proxyctl.Probing;

/// <param name="Family">Null: it is not a matter of the family.</param>
/// <param name="Reason">What is missing, or what kept us from telling; null for a yes.</param>
internal sealed record RequirementReport(string Name, IpFamily? Family, bool IsOptional, Answer Works, string? Reason)
{
    public static RequirementReport Of(RequirementResult result) =>
        new(result.Name, result.Family, result.IsOptional, Answers.Of(result.Support), Answers.ReasonOf(result.Support));
}
