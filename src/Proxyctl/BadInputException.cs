using Proxier.Core;

namespace Proxier.Proxyctl;

/// <summary>What was given cannot be used; every finding of it at once.</summary>
internal sealed class BadInputException(IReadOnlyList<string> findings) : ProxyException(string.Join('\n', findings))
{
    public IReadOnlyList<string> Findings { get; } = findings;
}
