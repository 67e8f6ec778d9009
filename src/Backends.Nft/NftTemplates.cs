using Proxier.Backends.Nft.Scripts;
using Proxier.Templating;

namespace Proxier.Backends.Nft;

/// <summary>The templates of <c>templates/nft</c>, compiled.</summary>
internal sealed class NftTemplates
{
    public NftTemplates(ITemplateSource source)
    {
        var library = new TemplateLibrary(source);
        var errors = new TemplateErrors();
        Prepare = library.Compile<ScriptView>("nft/prepare.scriban", errors);
        Elements = library.Compile<ScriptView>("nft/elements.scriban", errors);
        Repair = library.Compile<ScriptView>("nft/repair.scriban", errors);
        Replace = library.Compile<ScriptView>("nft/replace.scriban", errors);
        Tidy = library.Compile<TidyView>("nft/tidy.scriban", errors);
        Cleanup = library.Compile<CleanupView>("nft/cleanup.scriban", errors);
        errors.ThrowIfAny();
    }

    public Template<ScriptView> Prepare { get; }

    public Template<ScriptView> Elements { get; }

    public Template<ScriptView> Repair { get; }

    public Template<ScriptView> Replace { get; }

    public Template<TidyView> Tidy { get; }

    public Template<CleanupView> Cleanup { get; }
}
