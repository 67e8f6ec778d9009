using System.Text.Json;
using Proxier.Kubernetes.Protocol;

namespace Proxier.Kubernetes.Watching;

/// <summary>Lists a collection page by page.</summary>
internal static class PagedList
{
    /// <returns>The version that a watch goes on from.</returns>
    public static async Task<string> FetchAsync(
        ApiClient client, ApiCollection collection, string version, int pageSize, IDelivery delivery, CancellationToken cancel)
    {
        delivery.BeginList();
        string uri = collection.List(version, pageSize);
        while (true)
        {
            ApiAnswer answer = await client.ListAsync(uri, cancel).ConfigureAwait(false);
            await using var _ = answer.ConfigureAwait(false);
            var page = new ListReader(answer);
            await foreach (JsonElement item in page.ReadItemsAsync(cancel).ConfigureAwait(false))
                delivery.Set(item);
            if (page.ResourceVersion.Length == 0)
                throw new ApiProtocolException(answer.Request, "the list has no metadata.resourceVersion");
            if (page.Continue.Length == 0)
            {
                delivery.EndList();
                return page.ResourceVersion;
            }

            uri = collection.NextPage(page.Continue, pageSize);
        }
    }
}
