namespace Proxier.Backends.Userspace;

/// <param name="First">1 and up.</param>
/// <param name="Last">Included.</param>
public readonly record struct PortRange(ushort First, ushort Last)
{
    public int Count => Last - First + 1;
}
