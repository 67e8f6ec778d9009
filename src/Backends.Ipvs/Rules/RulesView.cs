using Proxier.Core.Iptables;

namespace Proxier.Backends.Ipvs.Rules;

/// <summary>The model of <c>rules.scriban</c>.</summary>
/// <param name="Program">Which program this is for: the families look much alike.</param>
/// <param name="Loopback">The range of this family.</param>
/// <param name="Signature">What our state chain says from now on.</param>
/// <param name="MangleHooks">Those that are missing; the same for the other tables.</param>
internal sealed record RulesView(
    string Program, string Loopback, IpvsFrame Frame, SetNames Sets, string Signature,
    IReadOnlyList<IptablesHook> MangleHooks, IReadOnlyList<IptablesHook> FilterHooks, IReadOnlyList<IptablesHook> NatHooks);
