using Proxier.Core.Objects;

namespace Proxier.Testing;

/// <summary>
/// A small cluster that changes at random: few names and few addresses, so that Services often want the same ones and endpoints often
/// repeat. It keeps its own plain books, which the store is compared with.
/// </summary>
public sealed class RandomCluster
{
    private static readonly string[] Names = ["a/a", "a/b", "a-/a", "b/a", "b/b"];

    public ObjectStore Store { get; } = new();

    public Dictionary<ObjectName, Service> Services { get; } = [];

    public Dictionary<ObjectName, EndpointSlice> Slices { get; } = [];

    /// <summary>Does one change, the same one for the same seed.</summary>
    public void Change(int seed)
    {
        var random = new Random(seed);
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                Set(RandomObjects.Service(random, Pick(random)));
                break;
            case 3:
                ObjectName gone = Pick(random);
                Services.Remove(gone);
                Store.RemoveService(gone);
                break;
            case 4 or 5 or 6 or 7:
                Set(RandomObjects.Slice(random, Pick(random), Pick(random)));
                break;
            case 8:
                ObjectName slice = Pick(random);
                Slices.Remove(slice);
                Store.RemoveSlice(slice);
                break;
            default:
                Store.SetNode(RandomObjects.Node(random));
                break;
        }
    }

    private void Set(Service service)
    {
        Store.Set(service);
        if (service.IsForAnotherProxy)
            Services.Remove(service.Name);
        else
            Services[service.Name] = service;
    }

    private void Set(EndpointSlice slice)
    {
        Store.Set(slice);
        Slices[slice.Name] = slice;
    }

    private static ObjectName Pick(Random random)
    {
        string[] parts = random.GetItems(Names, 1)[0].Split('/');
        return new ObjectName(parts[0], parts[1]);
    }
}
