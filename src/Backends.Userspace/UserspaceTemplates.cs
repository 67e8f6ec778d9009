using Proxier.Backends.Userspace.Scripts;
using Proxier.Templating;

namespace Proxier.Backends.Userspace;

/// <summary>The templates of <c>templates/userspace</c>, compiled.</summary>
internal sealed class UserspaceTemplates
{
    public UserspaceTemplates(ITemplateSource source)
    {
        var library = new TemplateLibrary(source);
        var errors = new TemplateErrors();
        NftFull = library.Compile<NftView>("userspace/nft-full.scriban", errors);
        NftReplace = library.Compile<NftView>("userspace/nft-replace.scriban", errors);
        NftChange = library.Compile<NftView>("userspace/nft-change.scriban", errors);
        NftCleanup = library.Compile<NftCleanupView>("userspace/nft-cleanup.scriban", errors);
        IptablesFull = library.Compile<IptablesView>("userspace/iptables-full.scriban", errors);
        IptablesHooks = library.Compile<HooksView>("userspace/iptables-hooks.scriban", errors);
        IptablesCleanup = library.Compile<HooksView>("userspace/iptables-cleanup.scriban", errors);
        errors.ThrowIfAny();
    }

    public Template<NftView> NftFull { get; }

    public Template<NftView> NftReplace { get; }

    public Template<NftView> NftChange { get; }

    public Template<NftCleanupView> NftCleanup { get; }

    public Template<IptablesView> IptablesFull { get; }

    public Template<HooksView> IptablesHooks { get; }

    public Template<HooksView> IptablesCleanup { get; }
}
