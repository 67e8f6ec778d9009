using Microsoft.Extensions.DependencyInjection;
using Proxier.Backends.Nft;

namespace Proxier.Proxyd;

/// <summary>The words of <c>--proxy-mode</c> and what each stands for.</summary>
internal static class ProxyModes
{
    public const string Default = "nftables";

    public static IReadOnlyList<ProxyMode> All { get; } =
    [
        new("nftables", DefaultNodePortAddresses: "primary", HasLocalhostNodePorts: false, services => services.AddNftBackend()),
    ];

    public static string Words => string.Join(", ", All.Select(mode => mode.Word));

    /// <summary>Null when there is no such mode.</summary>
    public static ProxyMode? Find(string word) => All.FirstOrDefault(mode => mode.Word == word);
}

/// <param name="Word">As kube-proxy has it.</param>
/// <param name="DefaultNodePortAddresses">What stands in for an empty <c>--nodeport-addresses</c>.</param>
/// <param name="HasLocalhostNodePorts"><c>--iptables-localhost-nodeports</c> has an effect.</param>
/// <param name="AddBackend">Registers the <see cref="Core.Backends.IProxyBackend"/>.</param>
internal sealed record ProxyMode(string Word, string DefaultNodePortAddresses, bool HasLocalhostNodePorts, Action<IServiceCollection> AddBackend);
