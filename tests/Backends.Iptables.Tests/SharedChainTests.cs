using Proxier.Backends.Iptables.Host;
using Proxier.Core.Iptables;

namespace Proxier.Backends.Iptables.Tests;

/// <summary>The iptables mode and the ipvs mode have chains of the same names; whoever signed them last uses them.</summary>
public sealed class SharedChainTests
{
    [Fact]
    public void When_ipvs_is_at_work_a_clean_up_leaves_its_chains_and_hooks()
    {
        TidyView removal = TidyPlan.Everything(Saved("ipvs 0123"), Cut.ForLegacy);

        Assert.Equal(["KUBE-EXTERNAL-SERVICES", "KUBE-SVC-X"], removal.Tables.SelectMany(table => table.Deleted).Order());
        Assert.Equal(
            ["""INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL"""], removal.Tables.SelectMany(table => table.Rules));
    }

    [Fact]
    public void Otherwise_they_go() => Assert.Superset(
        new HashSet<string> { "KUBE-SERVICES", "KUBE-POSTROUTING", "KUBE-PROXY-FIREWALL", "KUBE-PROXIER" },
        TidyPlan.Everything(Saved("applied 0123"), Cut.ForLegacy).Tables.SelectMany(table => table.Deleted).ToHashSet());

    private static SavedRules Saved(string state) => SavedRules.Parse($"""
        *nat
        :PREROUTING ACCEPT [0:0]
        :KUBE-PROXIER - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-POSTROUTING - [0:0]
        :KUBE-SVC-X - [0:0]
        -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -A KUBE-PROXIER -m comment --comment "{state}"
        COMMIT
        *filter
        :INPUT ACCEPT [0:0]
        :KUBE-PROXIER - [0:0]
        :KUBE-PROXY-FIREWALL - [0:0]
        :KUBE-EXTERNAL-SERVICES - [0:0]
        -A INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
        COMMIT
        """);
}
