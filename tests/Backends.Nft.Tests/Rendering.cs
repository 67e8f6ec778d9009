using System.Text;
using Proxier.Backends.Nft.Tests.Model;
using Proxier.Core.Backends;
using Proxier.Core.Objects;
using Proxier.Templating;

namespace Proxier.Backends.Nft.Tests;

internal static class Rendering
{
    public static NftRenderer Renderer { get; } = new(new NftTemplates(new EmbeddedTemplates(typeof(NftBackend).Assembly)));

    public static string Text(Script script)
    {
        using var stream = new MemoryStream();
        script.Text.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static NftTable Table(NftKernel kernel, IpFamily family) =>
        kernel.Table(NftNames.Word(family)) ?? throw new InvalidOperationException("No script made the table.");
}
