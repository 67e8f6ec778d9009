using Proxier.Core.Explaining;

namespace Proxier.Proxyd.Page;

/// <param name="Explanation">Null: see <paramref name="Problem"/>.</param>
internal sealed record ExplainAnswer(Explanation? Explanation, string Problem);
