using Proxier.Backends.Ipvs.Rules;
using Proxier.Backends.Ipvs.Scripts;
using Proxier.Core.Iptables;
using Proxier.Templating;

namespace Proxier.Backends.Ipvs;

/// <summary>The templates of <c>templates/ipvs</c>, compiled, and one of <c>templates/iptables</c>.</summary>
internal sealed class IpvsTemplates
{
    public IpvsTemplates(ITemplateSource source)
    {
        var library = new TemplateLibrary(source);
        var errors = new TemplateErrors();
        Addresses = library.Compile<AddressesView>("ipvs/addresses.scriban", errors);
        Sets = library.Compile<SetsView>("ipvs/sets.scriban", errors);
        Servers = library.Compile<ServersView>("ipvs/servers.scriban", errors);
        Rules = library.Compile<RulesView>("ipvs/rules.scriban", errors);
        Tidy = library.Compile<TidyView>("iptables/tidy.scriban", errors);
        errors.ThrowIfAny();
    }

    public Template<AddressesView> Addresses { get; }

    public Template<SetsView> Sets { get; }

    public Template<ServersView> Servers { get; }

    public Template<RulesView> Rules { get; }

    public Template<TidyView> Tidy { get; }
}
