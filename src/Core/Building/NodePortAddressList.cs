using System.Net;

namespace Proxier.Core.Building;

/// <summary>The checked form of <c>--nodeport-addresses</c>, for both families.</summary>
public sealed record NodePortAddressList(bool All, bool Primary, bool Localhost, EquatableArray<IPNetwork> Ranges);
