namespace Proxier.Core.Objects.Reading;

/// <summary>What came of reading one object. Errors lose the object, warnings do not.</summary>
/// <param name="Name">Null when the name itself cannot be used. Cluster-wide kinds have an empty namespace.</param>
/// <param name="Object">Null after an error, and for an object that is not for us; then a warning says why.</param>
public sealed record ReadResult<T>(ObjectName? Name, T? Object, EquatableArray<Finding> Errors, EquatableArray<Finding> Warnings)
    where T : class;
