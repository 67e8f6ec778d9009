namespace Proxier.Testing.ApiServer;

/// <param name="Before">Null: the object is new.</param>
/// <param name="After">Null: the object was deleted.</param>
internal sealed record StoredChange(long Version, StoredObject? Before, StoredObject? After)
{
    public StoredObject Object => After ?? Before ?? throw new InvalidOperationException("A change is about an object.");
}
