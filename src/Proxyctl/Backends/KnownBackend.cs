using Microsoft.Extensions.DependencyInjection;
using Proxier.Templating;

namespace Proxier.Proxyctl.Backends;

/// <param name="Name">As typed on the command line; the backend's own.</param>
/// <param name="Mode">A word of <see cref="Core.ProxyModeWords"/>, as typed for proxyd.</param>
/// <param name="DefaultNodePortAddresses">A word of <see cref="Core.Building.NodePortAddressWords"/>.</param>
/// <param name="CheckFlag">Put in front of a script's arguments, lets its program read the script and change nothing; null: no program of this backend can.</param>
/// <param name="Add">Adds it with these templates; null: with those that it brings along.</param>
internal sealed record KnownBackend(
    string Name, string Mode, string DefaultNodePortAddresses, string? CheckFlag, Func<IServiceCollection, ITemplateSource?, IServiceCollection> Add)
{
    /// <summary>Its rules lead to sockets of proxyd, and to nobody without it.</summary>
    public bool NeedsDaemon { get; init; }
}
