using Proxier.Core.Graph;

namespace Proxier.Core.Explaining;

/// <summary>An endpoint that a connection may get.</summary>
/// <param name="Probability">Of a client without affinity: its weight's share, above 0, all of them together 1.</param>
public sealed record Candidate(Endpoint Endpoint, double Probability, SourceRewrite Source);
