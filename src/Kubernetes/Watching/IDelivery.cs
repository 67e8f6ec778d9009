using System.Text.Json;

namespace Proxier.Kubernetes.Watching;

/// <summary>Takes the objects of one collection, as they come from the API server, to the store.</summary>
internal interface IDelivery
{
    /// <summary>A list begins: remembers what is set until <see cref="EndList"/>. One that was broken off is forgotten.</summary>
    void BeginList();

    /// <summary>The list is complete: what was there before and is not in it has vanished meanwhile.</summary>
    void EndList();

    /// <summary>An object as it is now. One that cannot be read is reported, and its previous version stays.</summary>
    void Set(JsonElement json);

    /// <summary>An object as it was last.</summary>
    void Remove(JsonElement json);
}
