using System.IO.Compression;
using Proxier.Testing.Network;

namespace Proxier.Integration.Probing;

/// <summary>Shows a kernel that lacks IPVS to the probe; skipped on others.</summary>
public sealed class KernelWithoutIpvsFactAttribute : FactAttribute
{
    public KernelWithoutIpvsFactAttribute() =>
        Skip = Netns.Missing ?? (HasNone ? null : "This kernel was built with CONFIG_IP_VS, or does not tell (/proc/config.gz).");

    internal static bool HasNone { get; } = File.Exists("/proc/config.gz") && !Config().Contains("\nCONFIG_IP_VS=", StringComparison.Ordinal);

    private static string Config()
    {
        using var file = new GZipStream(File.OpenRead("/proc/config.gz"), CompressionMode.Decompress);
        return new StreamReader(file).ReadToEnd();
    }
}
