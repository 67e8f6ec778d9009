namespace Proxier.Testing.Containers;

public enum AccessMode
{
    ReadWrite,
    ReadOnly,
}
