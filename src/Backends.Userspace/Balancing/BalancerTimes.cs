namespace Proxier.Backends.Userspace.Balancing;

/// <param name="LastChoiceFor">How long an endpoint that failed comes after all others.</param>
/// <param name="DrainLimit">How long connections to an endpoint that is gone may go on.</param>
internal readonly record struct BalancerTimes(TimeSpan LastChoiceFor, TimeSpan DrainLimit);
