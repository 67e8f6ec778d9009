namespace Proxier.Core;

/// <summary>The configuration cannot be used; every finding of it at once.</summary>
public sealed class InvalidOptionsException(IReadOnlyList<OptionFinding> findings)
    : ProxyException($"Invalid options:{string.Concat(findings.Select(finding => $"\n  {finding}"))}")
{
    public IReadOnlyList<OptionFinding> Findings { get; } = findings;
}

/// <param name="Option">As kube-proxy's flag names it, without dashes in front: <c>cluster-cidr</c>.</param>
/// <param name="Message">What is wrong with which value, and what would be right.</param>
public sealed record OptionFinding(string Option, string Message)
{
    public override string ToString() => $"{Option}: {Message}";
}
