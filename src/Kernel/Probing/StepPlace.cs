namespace Proxier.Kernel.Probing;

internal enum StepPlace
{
    /// <summary>Only in a network namespace that is thrown away.</summary>
    Scratch,

    /// <summary>In the network namespace that we are in, where it changes nothing.</summary>
    Host,

    /// <summary>It asks about the tool alone.</summary>
    Anywhere,
}
