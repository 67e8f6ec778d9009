using Microsoft.Extensions.Options;

namespace Proxier.Kernel.Host;

/// <summary>
/// The processors of the host. <see cref="Environment.ProcessorCount"/> is not that: it follows the CPU limit of our own container.
/// </summary>
public sealed class CpuCount(IOptions<HostPaths> paths)
{
    /// <summary>Those that are online; what .NET says where /proc does not tell.</summary>
    public int Read()
    {
        try
        {
            int count = File.ReadLines(Path.Combine(paths.Value.Proc, "stat")).Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && char.IsAsciiDigit(line[3]));
            return count > 0 ? count : Environment.ProcessorCount;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
