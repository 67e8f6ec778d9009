using System.Text;

namespace Proxier.Core.Backends;

public static class ScriptTexts
{
    /// <summary>All of it at once: for texts that are known to be short.</summary>
    public static string[] Lines(this IScriptText text)
    {
        using var stream = new MemoryStream();
        text.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).Split('\n');
    }
}
