using Proxier.Testing.Clusters;
using Proxier.Testing.Daemon;

namespace Proxier.Live;

/// <summary>A node whose folder describes a large cluster.</summary>
internal static class LargeNode
{
    public const int EndpointsEach = 5;

    /// <summary>Long enough for any size on any machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<ProxiedNode> CreateAsync(Programs programs, int services)
    {
        ProxiedNode node = await ProxiedNode.CreateAsync(programs);
        new ClusterGenerator(services, EndpointsEach).WriteFolder(node.Folder.FolderPath);
        return node;
    }
}
