namespace Proxier.Kernel.Probing;

internal interface IProbeGrounds
{
    /// <summary>Whatever this process is allowed, best first. Dispose it after the last step.</summary>
    ProbeGround Open();
}
