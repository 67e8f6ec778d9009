namespace Proxier.Kernel.Probing;

internal enum FeatureState
{
    /// <summary>The kernel does not tell how it was built.</summary>
    NotKnown,

    /// <summary>Not built with this kernel.</summary>
    Absent,

    /// <summary>A module, loaded or not.</summary>
    Module,

    /// <summary>Always there.</summary>
    BuiltIn,
}
