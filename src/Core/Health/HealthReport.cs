namespace Proxier.Core.Health;

/// <param name="LastUpdated">Now while healthy; otherwise when the family that is stuck last succeeded, year 1 if it never did.</param>
public readonly record struct HealthReport(bool IsHealthy, DateTimeOffset LastUpdated, DateTimeOffset CurrentTime);
