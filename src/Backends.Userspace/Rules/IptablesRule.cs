namespace Proxier.Backends.Userspace.Rules;

/// <summary>A rule of a chain of ours.</summary>
/// <param name="Comment">The service port; empty: none.</param>
/// <param name="Match">Words that begin with a space, or none.</param>
/// <param name="Target">What follows <c>-j</c>.</param>
internal sealed record IptablesRule(string Chain, string Comment, string Match, string Target);
