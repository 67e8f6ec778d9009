using System.ComponentModel;
using Proxier.Kernel.Netlink;

namespace Proxier.Kernel.Probing;

internal sealed class ProbeGrounds : IProbeGrounds
{
    public ProbeGround Open()
    {
        try
        {
            NetfilterPermission.Demand();
        }
        catch (Win32Exception refusal)
        {
            return new ProbeGround.Denied($"this process may not write rules in its network namespace, which takes CAP_NET_ADMIN there (netfilter says: {refusal.Message})");
        }

        try
        {
            var made = new ScratchNamespace();
            return new ProbeGround.Scratch(["nsenter", $"--net={made.Path}", "--"], made);
        }
        catch (Win32Exception refusal)
        {
            return new ProbeGround.HostOnly($"this process may not make a network namespace to try it in, which takes CAP_SYS_ADMIN (unshare says: {refusal.Message})");
        }
    }
}
