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
    private readonly ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>> _claims;

    private FrontendClaims(ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>> claims) => _claims = claims;

    public static FrontendClaims Empty { get; } = new(ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Empty);

    /// <summary>The claim that gets this frontend.</summary>
    public FrontendClaim Winner(Frontend frontend) => _claims[FrontendKey.Of(frontend)][0];

    /// <param name="affected">All Services that claim something together with one of the changed ones, before or after.</param>
    public FrontendClaims Change(IEnumerable<DraftChange> changes, ISet<ObjectName> affected)
    {
        ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Builder claims = _claims.ToBuilder();
        foreach (DraftChange change in changes)
        {
            if (SameClaims(change.Old.Ports, change.New.Ports))
                continue;

            foreach ((FrontendKey key, FrontendClaim claim) in ClaimsOf(change.Old.Ports))
                Put(claims, key, claims[key].Where(other => other != claim), affected);
            foreach ((FrontendKey key, FrontendClaim claim) in ClaimsOf(change.New.Ports))
                Put(claims, key, claims.GetValueOrDefault(key).Append(claim).Order(), affected);
        }

        return new FrontendClaims(claims.ToImmutable());
    }

    private static void Put(
        ImmutableDictionary<FrontendKey, EquatableArray<FrontendClaim>>.Builder claims, FrontendKey key, IEnumerable<FrontendClaim> now, ISet<ObjectName> affected)
    {
        EquatableArray<FrontendClaim> items = now.ToEquatableArray();
        if (items.IsEmpty)
            claims.Remove(key);
        else
            claims[key] = items;
        affected.UnionWith(items.Select(claim => claim.Port.Service));
    }

    private static bool SameClaims(EquatableArray<ServicePort> old, EquatableArray<ServicePort> now) =>
        old.IsSame(now) || ClaimsOf(old).SequenceEqual(ClaimsOf(now));

    private static IEnumerable<(FrontendKey Key, FrontendClaim Claim)> ClaimsOf(EquatableArray<ServicePort> ports) =>
        ports.SelectMany(port => port.Frontends, (port, frontend) => (FrontendKey.Of(frontend), new FrontendClaim(frontend.Kind, port.Name)));
}
