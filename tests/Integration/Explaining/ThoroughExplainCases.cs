using Microsoft.Extensions.DependencyInjection;
using Proxier.Core.Objects;
using Proxier.Integration.Packets;
using Proxier.Testing.Network;

namespace Proxier.Integration.Explaining;

/// <summary>More of the same.</summary>
public abstract class ThoroughExplainCases(IProxiedTestbed proxied, Action<IServiceCollection> addBackend, string defaultNodePortAddresses)
    : ExplainCases(proxied, addBackend, defaultNodePortAddresses)
{
    public static TheoryData<int, IpFamily, Protocol> MoreSeeds
    {
        get
        {
            var seeds = new TheoryData<int, IpFamily, Protocol>();
            foreach (int seed in new[] { 2, 3 })
            {
                foreach (IpFamily family in Enum.GetValues<IpFamily>())
                {
                    seeds.Add(seed, family, Protocol.Tcp);
                    seeds.Add(seed, family, Protocol.Udp);
                }
            }

            return seeds;
        }
    }

    [NetnsTheory, MemberData(nameof(MoreSeeds))]
    public Task Packets_do_what_is_explained_whatever_services_there_are(int seed, IpFamily family, Protocol protocol) => CompareAllAsync(seed, family, protocol, Arguments);

    [NetnsTheory]
    [InlineData("by node range")]
    [InlineData("node ports everywhere")]
    public Task Packets_do_what_is_explained_in_more_modes(string mode) => CompareInModeAsync(mode);
}
