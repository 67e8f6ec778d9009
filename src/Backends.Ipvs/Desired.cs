using Proxier.Backends.Ipvs.Rules;
using Proxier.Core.Graph;

namespace Proxier.Backends.Ipvs;

/// <summary>All that one family is to hold on a host.</summary>
internal sealed record Desired(FamilyGraph Graph, IpvsFrame Frame, HostAddresses Host, Content Content);
