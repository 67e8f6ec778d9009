using Microsoft.Extensions.DependencyInjection;

namespace Proxier.Proxyd.Modes;

/// <param name="Word">As kube-proxy has it.</param>
/// <param name="DefaultNodePortAddresses">What stands in for an empty <c>--nodeport-addresses</c>.</param>
/// <param name="HasLocalhostNodePorts"><c>--iptables-localhost-nodeports</c> has an effect.</param>
/// <param name="AddBackend">Registers the <see cref="Core.Backends.IProxyBackend"/>.</param>
internal sealed record ProxyMode(string Word, string DefaultNodePortAddresses, bool HasLocalhostNodePorts, Action<IServiceCollection> AddBackend);
