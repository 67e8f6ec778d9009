using System.Collections.Immutable;
using Proxier.Core.Graph;
using Proxier.Core.Objects;

namespace Proxier.Core.Building;

/// <summary>
/// Who wants which address, protocol and port. It remembers every claim, not only the winners, so that what a Service gets depends
/// on the Services that exist and never on the order in which they came. Immutable: a change costs its own size times log n.
/// </summary>
internal sealed class FrontendClaims
{
    /// <summary>Each list is in order and never empty: its first claim wins.</summary>
    private readonly ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>> _claims;

    private FrontendClaims(ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>> claims) => _claims = claims;

    public static FrontendClaims Empty { get; } = new(ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Empty);

    /// <summary>The claim that gets this frontend.</summary>
    public FrontendClaim Winner(Frontend frontend) => _claims[FrontendKey.Of(frontend)][0];

    /// <param name="affected">Gets the other Services that claim something whose winner is not the same as before.</param>
    public FrontendClaims Change(IEnumerable<DraftChange> changes, ISet<ObjectName> affected)
    {
        ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Builder claims = _claims.ToBuilder();
        foreach (DraftChange change in changes)
        {
            if (HaveSameClaims(change.Old.Ports, change.New.Ports))
                continue;

            foreach ((FrontendKey key, FrontendClaim claim) in ClaimsOf(change.Old.Ports))
                Withdraw(claims, key, claim, affected);
            foreach ((FrontendKey key, FrontendClaim claim) in ClaimsOf(change.New.Ports))
                Add(claims, key, claim, affected);
        }

        return new FrontendClaims(claims.ToImmutable());
    }

    private static void Add(
        ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Builder claims, FrontendKey key, FrontendClaim claim, ISet<ObjectName> affected)
    {
        ReadOnlySpan<FrontendClaim> others = claims.GetValueOrDefault(key).AsSpan();
        int index = ~others.BinarySearch(claim);
        if (index == 0)
            Mark(affected, others);
        claims[key] = [.. others[..index], claim, .. others[index..]];
    }

    private static void Withdraw(
        ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Builder claims, FrontendKey key, FrontendClaim claim, ISet<ObjectName> affected)
    {
        ReadOnlySpan<FrontendClaim> all = claims[key].AsSpan();
        int index = all.BinarySearch(claim);
        if (index == 0)
            Mark(affected, all[1..]);
        if (all.Length == 1)
            claims.Remove(key);
        else
            claims[key] = [.. all[..index], .. all[(index + 1)..]];
    }

    private static void Mark(ISet<ObjectName> affected, ReadOnlySpan<FrontendClaim> claims)
    {
        foreach (FrontendClaim claim in claims)
            affected.Add(claim.Port.Service);
    }

    private static bool HaveSameClaims(EquatableArray<ServicePort> old, EquatableArray<ServicePort> now) =>
        old.IsSame(now) || (old.Count == now.Count && ClaimsOf(old).SequenceEqual(ClaimsOf(now)));

    private static IEnumerable<(FrontendKey Key, FrontendClaim Claim)> ClaimsOf(EquatableArray<ServicePort> ports)
    {
        foreach (ServicePort port in ports)
        {
            foreach (Frontend frontend in port.Frontends)
                yield return (FrontendKey.Of(frontend), new FrontendClaim(frontend.Kind, port.Name));
        }
    }
}
