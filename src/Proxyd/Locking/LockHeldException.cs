using Proxier.Core;

namespace Proxier.Proxyd.Locking;

internal sealed class LockHeldException(LockHolder holder)
    : ProxyException($"another proxy is at work in this network namespace: {holder}; two would fight over the rules, so nothing was changed")
{
    public LockHolder Holder { get; } = holder;
}
