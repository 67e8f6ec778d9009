namespace Proxier.Templating.Models;

/// <summary>Reads a property of a struct without copying the struct.</summary>
internal delegate T StructGetter<TOwner, out T>(ref TOwner owner)
    where TOwner : struct;
