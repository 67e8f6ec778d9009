using System.Text;

namespace Proxier.Templating.Rendering;

internal sealed class TextNode(string text) : Node
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public override void Render(Frame frame) => frame.Output.Write(_utf8);
}
