using System.Net;
using Proxier.Core;

namespace Proxier.Backends.Iptables.Chains;

/// <summary>KUBE-FW: lets allowed sources through; what comes back is dropped in the filter table.</summary>
internal sealed record FirewallChain(string Name, string Service, EquatableArray<IPNetwork> Sources, string Target) : ServiceChain(Name);
