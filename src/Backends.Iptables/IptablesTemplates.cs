using Proxier.Backends.Iptables.Scripts;
using Proxier.Core.Iptables;
using Proxier.Templating;

namespace Proxier.Backends.Iptables;

/// <summary>The templates of <c>templates/iptables</c>, compiled.</summary>
internal sealed class IptablesTemplates
{
    public IptablesTemplates(ITemplateSource source)
    {
        var library = new TemplateLibrary(source);
        var errors = new TemplateErrors();
        Restore = library.Compile<RestoreView>("iptables/restore.scriban", errors);
        Check = library.Compile<HooksView>("iptables/check.scriban", errors);
        Tidy = library.Compile<TidyView>("iptables/tidy.scriban", errors);
        errors.ThrowIfAny();
    }

    public Template<RestoreView> Restore { get; }

    public Template<HooksView> Check { get; }

    public Template<TidyView> Tidy { get; }
}
