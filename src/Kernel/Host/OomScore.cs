using System.Globalization;
using Microsoft.Extensions.Options;

namespace Proxier.Kernel.Host;

/// <summary>How likely this process is ended when memory is short: <c>/proc/self/oom_score_adj</c>, see proc(5).</summary>
public sealed class OomScore(IOptions<HostPaths> paths)
{
    /// <param name="adjustment">-1000, never, to 1000, first. To go below what it is takes CAP_SYS_RESOURCE.</param>
    /// <returns>Null, or why it stays as it is.</returns>
    public string? Set(int adjustment)
    {
        string path = Path.Combine(paths.Value.Proc, "self", "oom_score_adj"), wanted = adjustment.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (File.ReadAllText(path).Trim() != wanted)
                File.WriteAllText(path, wanted);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
